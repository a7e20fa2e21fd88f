using System.Globalization;

namespace HeadlessDiscovery.Grpc;

/// <summary>Sends the name of the service with a request whose URI contains a pod's address. SNI, the certificate name and <c>:authority</c> are taken from it.</summary>
internal sealed class ServiceName(string? hostName) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (hostName is not null && request.RequestUri is { } pod)
        {
            request.Headers.Host = pod.IsDefaultPort ? hostName : string.Create(CultureInfo.InvariantCulture, $"{hostName}:{pod.Port}");
        }

        return base.SendAsync(request, cancellationToken);
    }
}
