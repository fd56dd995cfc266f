// A page of the app: every path below /app/ that is no file is the one page, which reads the path itself.
function handler(event) {
    var request = event.request;
    if (request.uri === '/app' || (request.uri.startsWith('/app/') && !/\.[a-z0-9]+$/.test(request.uri))) {
        request.uri = '/index.html';
    }
    return request;
}
