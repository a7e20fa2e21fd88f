using System.Collections.Immutable;
using System.Net;

namespace HeadlessDiscovery;

/// <summary>The addresses of the name that answered, as this library read them and as a second reader of DNS did.</summary>
/// <param name="Name">The name that was queried by both.</param>
/// <param name="Server">The server that both queried.</param>
/// <param name="Ours">What the lookup found; sorted.</param>
/// <param name="Theirs">What the second reader found; sorted.</param>
/// <param name="IsSteady">Whether each read the same once more: then the readers differ, and not the answers.</param>
internal sealed record SecondOpinion(string Name, IPEndPoint Server, ImmutableArray<IPAddress> Ours, ImmutableArray<IPAddress> Theirs, bool IsSteady)
{
    public bool Agrees => Ours.SequenceEqual(Theirs);
}
