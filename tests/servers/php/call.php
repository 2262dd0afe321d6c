<?php
// Calls functions of WordPress: [[name, arguments], ...] as JSON in, their results as JSON out.
$_SERVER['HTTP_HOST'] = parse_url(getenv('WP_URL'), PHP_URL_HOST);
$calls = json_decode(stream_get_contents(STDIN), true);
if ($calls[0][0] === 'wp_install') {
    define('WP_INSTALLING', true);
}
require getenv('WP_ROOT') . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
require_once ABSPATH . 'wp-admin/includes/user.php';
add_filter('pre_wp_mail', '__return_true');
$results = [];
$wpdb->query('START TRANSACTION');
foreach ($calls as [$name, $arguments]) {
    $result = call_user_func_array($name, wp_slash($arguments));
    if (is_wp_error($result)) {
        fwrite(STDERR, "$name: " . $result->get_error_message());
        exit(1);
    }
    $results[] = is_scalar($result) || is_array($result) ? $result : null;
}
$wpdb->query('COMMIT');
ob_start();
echo json_encode($results);
ob_end_flush();
