using HeadlessDiscovery.Testing.Wire;

namespace HeadlessDiscovery.Testing.Faults;

/// <summary>Aliases where there should be none.</summary>
internal static class AliasFaults
{
    public static Response Loop(FaultScene scene, Response response) => response with
    {
        Code = ResponseCode.NoError,
        Answers = [RecordData.Cname(scene.Owner, scene.Ttl, "loop.example"), RecordData.Cname("loop.example", scene.Ttl, scene.Owner)],
        Authority = [],
        Additional = [],
    };

    public static Response Alone(FaultScene scene, Response response, string? target)
    {
        DnsRecord[] aliases = target is null ? [.. response.Answers.Where(r => r.Type == RecordType.Cname)] : [RecordData.Cname(scene.Owner, scene.Ttl, target)];
        return aliases.Length == 0 ? response : response with { Code = ResponseCode.NoError, Answers = aliases, Authority = [], Additional = [] };
    }

    /// <summary>The records move to the end of a chain of so many links.</summary>
    public static Response Chain(FaultScene scene, Response response, int links)
    {
        string[] names = [scene.Owner, .. Enumerable.Range(1, links).Select(i => $"link-{i}.example")];
        return response with
        {
            Code = ResponseCode.NoError,
            Answers =
            [
                .. names.Zip(names.Skip(1), (from, to) => RecordData.Cname(from, scene.Ttl, to)),
                .. response.Answers.Select(r => r with { Owner = names[^1] }),
            ],
        };
    }
}
