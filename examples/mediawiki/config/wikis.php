<?php
// Which wiki a host name is. One code tree serves them all.
return [
	'test.wiki.localhost' => [ 'db' => 'testwiki', 'name' => 'Test Wiki' ],
	'en.wiki.localhost' => [ 'db' => 'enwiki', 'name' => 'English Wiki' ],
];
