// A call of the API: says from which address it came. What a client says of it itself is overwritten.
function handler(event) {
    var request = event.request;
    request.headers['x-viewer-address'] = {value: event.viewer.ip};
    delete request.headers['x-origin-secret'];
    return request;
}
