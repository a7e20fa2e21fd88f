using HeadlessDiscovery;

namespace Snippets;

internal abstract class CallingPage(IPeerResolver peers, HttpClient client, ILogger<CallingPage> logger)
{
    public static HttpClient Client()
    {
        // doc: client
        var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        // doc: end
        return client;
    }

    public async Task EachAsync(string key, CancellationToken token)
    {
        // doc: each
        await foreach (var reply in peers.CallEachAsync((peer, stop) => InvalidateAsync(peer, key, stop), cancellationToken: token))
        {
            if (!reply.Succeeded)
            {
                logger.LogWarning("{Reply}", reply);   // 10.0.0.2:5000 TimedOut
            }
        }
        // doc: end
    }

    public async Task AllAsync(CancellationToken token)
    {
        // doc: all
        var replies = await peers.CallAllAsync(async (peer, stop) => await client.GetFromJsonAsync<Load>($"http://{peer}/load", stop), cancellationToken: token);
        replies.ThrowIfFewerThan((replies.Count / 2) + 1);   // names each peer that did not answer
        if (!replies.AllSucceeded)
        {
            logger.LogWarning("{Replies}", replies);         // somebody failed, or it is not known who is there
        }
        // doc: end
    }

    protected abstract ValueTask<bool> InvalidateAsync(Peer peer, string key, CancellationToken token);

    internal sealed record Load(double Value);
}
