<?php
// The settings of every wiki of this farm. Secrets are files that are mounted when a container starts; none is written here.
if ( !defined( 'MEDIAWIKI' ) ) {
	exit;
}

// The wiki is chosen by host name; on the command line by --wiki and a database name. A health check has no host of its own.
$wikis = require __DIR__ . '/wikis.php';
$host = strtolower( strtok( $_SERVER['HTTP_HOST'] ?? '', ':' ) ?: '' );
if ( defined( 'MW_DB' ) ) {
	$host = array_column( array_map( static fn ( $h ) => [ $wikis[$h]['db'], $h ], array_keys( $wikis ) ), 1, 0 )[MW_DB] ?? '';
} elseif ( !isset( $wikis[$host] ) && MW_ENTRY_POINT === 'healthz' ) {
	$host = array_key_first( $wikis );
}
if ( !isset( $wikis[$host] ) ) {
	http_response_code( 404 );
	exit( "no wiki has this name\n" );
}

$wgDBname = $wikis[$host]['db'];
$wgSitename = $wikis[$host]['name'];
$wgMetaNamespace = 'Project';
$wgLanguageCode = 'en';
// Any port: people reach the wikis through a proxy whose port is not known here.
$wgServer = 'http://' . $host . ( preg_match( '/:\d+$/D', $_SERVER['HTTP_HOST'] ?? '', $port ) ? $port[0] : '' );
$wgScriptPath = '/w';
$wgArticlePath = '/wiki/$1';
$wgUsePathInfo = true;

// The database and the cache are shared by all lanes, as in production, on sockets that are mounted.
$wgDBtype = 'mysql';
$wgDBserver = 'localhost:/run/services/mariadb.sock';
$wgDBuser = 'wiki';
$wgDBpassword = trim( file_get_contents( '/run/secrets/db-password' ) );
$wgSecretKey = trim( file_get_contents( '/run/secrets/secret-key' ) );
$wgDBTableOptions = 'ENGINE=InnoDB, DEFAULT CHARSET=binary';
$wgMainCacheType = 'memcached-pecl';
$wgObjectCaches['memcached-pecl'] = [
	'class' => MemcachedPeclBagOStuff::class,
	'servers' => [ '/run/services/memcached.sock:0' ],
	'persistent' => true,
	'serializer' => 'php',
];
$wgSessionCacheType = $wgParserCacheType = $wgMessageCacheType = $wgMainCacheType;

// What belongs to one release stays with it. Shared: pages, users, sessions, parsed pages, whatever an edit purges.
// Not shared: the messages that come with the code, or one release would show another one's.
$wgCacheDirectory = '/srv/cache';
$wgLocalisationCacheConf['store'] = 'array';
$wgLocalisationCacheConf['storeDirectory'] = $wgCacheDirectory;
// Messages for scripts are kept in the shared cache: by release, while the keys by which edits purge them stay common.
$wgHooks['ResourceLoaderRegisterModules'][] = static function ( $loader ) {
	$cache = new class( getenv( 'SPEEDER_RELEASE' ) ?: 'none' ) extends WANObjectCache {
		private $release;

		public function __construct( $release ) {
			parent::__construct( [ 'cache' => ObjectCache::getLocalClusterInstance() ] );
			$this->release = $release;
		}

		public function makeKey( $group, ...$parts ) {
			// A purge key has the module's name only, a value's key its language and messages too.
			return parent::makeKey( $group, ...$parts, ...( count( $parts ) > 1 ? [ $this->release ] : [] ) );
		}
	};
	$loader->setMessageBlobStore( new MediaWiki\ResourceLoader\MessageBlobStore( $loader, null, $cache ) );
};
// Times of files say nothing here: contents do.
$wgInvalidateCacheOnLocalSettingsChange = false;
$wgExtensionInfoMTime = 1;
// Definitions of modules without a version in their address may be kept this many seconds by browsers: a release is seen soon.
$wgResourceLoaderMaxage = [ 'versioned' => 30 * 86400, 'unversioned' => 10 ];

// Jobs run after the edit that made them, never while someone reads.
$wgJobRunRate = ( $_SERVER['REQUEST_METHOD'] ?? '' ) === 'POST' ? 1 : 0;

// Nothing outside of the farm is asked.
$wgEnableUploads = false;
$wgPingback = false;
$wgBlacklistSettings = [ 'spam' => [ 'files' => [] ] ];
$wgTitleBlacklistSources = [];
$wgDebugLogGroups['exception'] = $wgDebugLogGroups['error'] = $wgDebugLogGroups['fatal'] = 'php://stderr';

// Not SyntaxHighlight: it needs Python.
wfLoadExtensions( [
	'AbuseFilter', 'CategoryTree', 'Cite', 'CiteThisPage', 'CodeEditor', 'ConfirmEdit', 'Gadgets', 'ImageMap', 'InputBox',
	'Interwiki', 'Math', 'MultimediaViewer', 'Nuke', 'OATHAuth', 'PageImages', 'ParserFunctions', 'PdfHandler', 'Poem',
	'Renameuser', 'ReplaceText', 'Scribunto', 'SecureLinkFixer', 'SpamBlacklist', 'TemplateData',
	'TextExtracts', 'TitleBlacklist', 'VisualEditor', 'WikiEditor',
] );
foreach ( [ 'MinervaNeue', 'MonoBook', 'Timeless', 'Vector' ] as $skin ) {
	wfLoadSkin( $skin );
}
$wgDefaultSkin = 'vector-2022';
$wgScribuntoDefaultEngine = 'luasandbox';
