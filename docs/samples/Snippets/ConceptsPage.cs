using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using HeadlessDiscovery;

namespace Snippets;

internal static class ConceptsPage
{
    public static string State(IPeerResolver peers)
    {
        // doc: state
        var now = peers.Current;
        var state = now switch
        {
            { IsResolved: false } => "could not ask yet: this is not the same as being alone",
            { IsStale: true } => $"last known, DNS fails since {now.StaleSince:T}: {now.Count} peers",
            { Held.IsEmpty: false } => $"{now.Count} peers, {now.Held.Length} of them wait for confirmation",
            _ => $"{now.Count} peers",
        };
        // doc: end
        return state;
    }

    public static string Owner(IPeerResolver peers, string key)
    {
        // doc: owner
        var members = peers.Current.Members;   // peers and this process: the same on every pod
        var owner = members.MaxBy(member => Weight(key, member));

        // The same on every pod. GetHashCode of a text is another number in each process.
        static ulong Weight(string key, Peer member) => BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{key}|{member.Address}")));
        // doc: end
        return $"{owner}";
    }
}
