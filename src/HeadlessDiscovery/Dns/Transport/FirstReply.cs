using System.Net.Sockets;

namespace HeadlessDiscovery.Transport;

/// <summary>The wait for the reply to the first query of a process, on the thread that sends it.</summary>
/// <remarks>
/// The first wait of the usual kind compiles what continues after it, and starts a thread of the pool, when the reply of a name server next door is already there:
/// half a millisecond, and ten times that on a busy machine, in a duration that is meant to be the network's.
/// </remarks>
internal sealed class FirstReply
{
    /// <summary>Longer than a name server of the same cluster takes. Of a duration above this, what the usual wait compiles is a small part.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(20);

    private int isTaken;

    /// <summary>Whether this query is the first one: true once. Compiles the wait.</summary>
    public bool Take(Socket socket)
    {
        var isFirst = Volatile.Read(ref isTaken) == 0 && Interlocked.Exchange(ref isTaken, 1) == 0;
        if (isFirst)
        {
            IsHere(socket, TimeSpan.Zero);
        }

        return isFirst;
    }

    /// <summary>Waits for a datagram or an error of the network; false if neither arrives in time.</summary>
    public static bool IsHere(Socket socket, TimeSpan limit) => socket.Poll(limit, SelectMode.SelectRead) || socket.Poll(TimeSpan.Zero, SelectMode.SelectError);
}
