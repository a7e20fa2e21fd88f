using HeadlessDiscovery.Testing.Wire;

namespace HeadlessDiscovery.Testing;

/// <content>Which queries the fault applies to.</content>
public sealed partial class DnsFault
{
    /// <summary>Restricts the fault to queries answered by one replica.</summary>
    /// <param name="index">The replica's number, from 0.</param>
    /// <returns>This fault.</returns>
    public DnsFault OnReplica(int index) => When(q => q.Replica == index);

    /// <summary>Restricts the fault to queries for one name.</summary>
    /// <param name="name">The fully qualified name, with or without trailing dot; case-insensitive.</param>
    /// <returns>This fault.</returns>
    public DnsFault OnName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var key = NameText.Normal(name);
        return When(q => NameText.Normal(q.Name) == key);
    }

    /// <summary>Restricts the fault to queries for one record type.</summary>
    /// <param name="type">For example <c>AAAA</c>; case-insensitive.</param>
    /// <returns>This fault.</returns>
    public DnsFault OnType(string type) => When(q => string.Equals(q.Type, type, StringComparison.OrdinalIgnoreCase));

    /// <summary>Restricts the fault to UDP.</summary>
    /// <returns>This fault.</returns>
    public DnsFault OverUdp() => When(q => q.Transport == "udp");

    /// <summary>Restricts the fault to TCP.</summary>
    /// <returns>This fault.</returns>
    public DnsFault OverTcp() => When(q => q.Transport == "tcp");

    /// <summary>Restricts the fault to queries that match.</summary>
    /// <param name="match">Called on the server's threads; <see cref="AskedQuestion.ResponseCode"/> is not known yet.</param>
    /// <returns>This fault.</returns>
    public DnsFault When(Func<AskedQuestion, bool> match)
    {
        lock (gate)
        {
            var before = matches;
            matches = q => before(q) && match(q);
        }

        return this;
    }
}
