using HeadlessDiscovery.Testing.Wire;

namespace HeadlessDiscovery.Testing;

/// <content>Which questions the fault is played to.</content>
public sealed partial class DnsFault
{
    /// <summary>Plays it to the questions that one replica answers.</summary>
    /// <param name="index">The replica's number, from 0.</param>
    /// <returns>This fault.</returns>
    public DnsFault OnReplica(int index) => When(q => q.Replica == index);

    /// <summary>Plays it to the questions for one name.</summary>
    /// <param name="name">The whole name, with or without trailing dot, in any case.</param>
    /// <returns>This fault.</returns>
    public DnsFault OnName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var key = NameText.Normal(name);
        return When(q => NameText.Normal(q.Name) == key);
    }

    /// <summary>Plays it to the questions for one record type.</summary>
    /// <param name="type">For example <c>AAAA</c>, in any case.</param>
    /// <returns>This fault.</returns>
    public DnsFault OnType(string type) => When(q => string.Equals(q.Type, type, StringComparison.OrdinalIgnoreCase));

    /// <summary>Plays it over UDP only.</summary>
    /// <returns>This fault.</returns>
    public DnsFault OverUdp() => When(q => q.Transport == "udp");

    /// <summary>Plays it over TCP only.</summary>
    /// <returns>This fault.</returns>
    public DnsFault OverTcp() => When(q => q.Transport == "tcp");

    /// <summary>Plays it to the questions that match.</summary>
    /// <param name="match">Is asked on the server's threads; its <see cref="AskedQuestion.ResponseCode"/> is not known yet.</param>
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
