using System.Net;

namespace HeadlessDiscovery.Cluster.Tests.PeerCache;

/// <summary>A peer that the test plays itself: it answers each message with the code that it is told to.</summary>
internal sealed class PlayedPeer : IDisposable
{
    private readonly HttpListener listener;

    public PlayedPeer(string address, int port)
    {
        listener = new HttpListener { Prefixes = { $"http://{address}:{port}/" } };
        listener.Start();
    }

    /// <summary>Waits for a message.</summary>
    /// <returns>Its method and channel.</returns>
    public async Task<(string Method, string? Channel)> AnswerAsync(HttpStatusCode status, CancellationToken cancellationToken)
    {
        var context = await listener.GetContextAsync().WaitAsync(cancellationToken);
        context.Response.StatusCode = (int)status;
        context.Response.Close();
        return (context.Request.HttpMethod, context.Request.QueryString["channel"]);
    }

    public void Dispose() => ((IDisposable)listener).Dispose();
}
