/** Quiet hues for lines and parts that have no meaning of their own. */
export const HUES = ['percentile-4', 'kind-http', 'kind-sql', 'kind-aws', 'kind-server', 'ok', 'throttle', 'kind-local'];
