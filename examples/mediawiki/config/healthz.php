<?php
// Ready means: PHP runs, MediaWiki starts with this configuration and its extensions, and the database and the cache answer.
// It renders nothing, so it is cheap enough to be asked every second.
define( 'MW_ENTRY_POINT', 'healthz' );
define( 'MW_NO_SESSION', 1 );
chdir( '/srv/app' );
require '/srv/app/includes/WebStart.php';

use MediaWiki\MediaWikiServices;

http_response_code( 503 );
header( 'Content-Type: text/plain' );
header( 'Cache-Control: no-store' );
$services = MediaWikiServices::getInstance();
$services->getDBLoadBalancer()->getConnection( DB_PRIMARY )->query( 'SELECT 1', 'healthz' );
$cache = ObjectCache::getLocalClusterInstance();
if ( !$cache->set( $cache->makeKey( 'healthz' ), 1, 60 ) ) {
	exit( "the shared cache does not answer\n" );
}
http_response_code( 200 );
echo "ok\n";
