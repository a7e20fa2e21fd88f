namespace HeadlessDiscovery.Dns;

/// <summary>The token ended, and datagrams had come of which none fits the query: the server was not silent.</summary>
internal sealed class UnfitRepliesException(Exception cause, CancellationToken token)
    : OperationCanceledException("Datagrams came, and none of them is a reply to the query.", cause, token);
