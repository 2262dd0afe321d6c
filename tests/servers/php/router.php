<?php
// Files as they are; everything else is WordPress's to answer (pretty addresses).
$file = $_SERVER['DOCUMENT_ROOT'] . parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
if (is_file($file)) {
    return false;
}
if (getenv('WP_CLOSED')) { // only who is signed in may read its interface
    $closed = fn($known) => is_wp_error($known) || is_user_logged_in()
        ? $known
        : new WP_Error('closed', 'Sign in', ['status' => 401]);
    $wp_filter['rest_authentication_errors'][200][] = ['function' => $closed, 'accepted_args' => 1];
}
$_SERVER['SCRIPT_NAME'] = '/index.php';
require $_SERVER['DOCUMENT_ROOT'] . '/index.php';
