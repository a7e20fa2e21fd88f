using System.Net;
using System.Net.Sockets;
using HeadlessDiscovery.Dns;

namespace HeadlessDiscovery.Lookup;

/// <summary>Tells a Docker Swarm service from its tasks: its name has one virtual address, and the tasks are behind <c>tasks.NAME</c>. Said as a note, never a failure.</summary>
internal sealed class SwarmCheck(BriefQuery query)
{
    private const string Tasks = "tasks.";

    private Dictionary<string, LookupNote?>? told;

    /// <summary>The note on a name whose one address is not that of its tasks; asked once for a name, and again after it had several addresses.</summary>
    public async ValueTask<LookupNote?> AskAsync(LookupPlan plan, PeerAnswer answer, AskContext context, CancellationToken cancellationToken)
    {
        var name = answer.Name!;
        if (!plan.Configuration.IsDocker || name.StartsWith(Tasks, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        if (answer.Peers.Count != 1)
        {
            told?.Remove(name);
            return null;
        }

        told ??= new(StringComparer.OrdinalIgnoreCase);
        if (!told.TryGetValue(name, out var note))
        {
            told[name] = note = await IsVirtualAsync(name, answer.Peers.Enumerate().First().Address, context, cancellationToken).ConfigureAwait(false) ? Note(name) : null;
        }

        return note;
    }

    private async ValueTask<bool> IsVirtualAsync(string name, IPAddress address, AskContext context, CancellationToken cancellationToken)
    {
        var question = new DnsQuestion(Tasks + name, address.AddressFamily == AddressFamily.InterNetwork ? DnsRecordType.A : DnsRecordType.Aaaa);
        return await query.AskAsync(question, context, cancellationToken).ConfigureAwait(false) is { } answer
            && answer.Addresses.Take(answer.AddressCount).Any(task => !task.Equals(address));
    }

    private static LookupNote Note(string name)
    {
        var plain = name.TrimEnd('.');
        return new(LookupNoteKind.SwarmVirtualAddress, $"{plain} is the virtual address of a Swarm service; use {Tasks}{plain}.") { About = plain, Value = Tasks + plain };
    }
}
