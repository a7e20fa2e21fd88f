using System.Net.Sockets;

namespace HeadlessDiscovery;

/// <summary>Tells a peer that could not be reached from one that answered with an error.</summary>
internal static class Unreachability
{
    public static bool Shows(PeerReplyStatus status, Exception? error) =>
        status == PeerReplyStatus.TimedOut || (status == PeerReplyStatus.Failed && IsConnection(error));

    // HttpClient, gRPC and database clients wrap the socket's own exception; HTTP/2 and 3 tell it by HttpRequestError alone.
    private static bool IsConnection(Exception? error)
    {
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            if (cause is SocketException
                or HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.ResponseEnded }
                or HttpIOException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.ResponseEnded })
            {
                return true;
            }
        }

        return false;
    }
}
