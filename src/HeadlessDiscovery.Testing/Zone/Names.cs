using HeadlessDiscovery.Testing.Wire;

namespace HeadlessDiscovery.Testing.Zone;

/// <summary>Determines which zone a queried name belongs to, and answers it: extra records first, then the cluster, then everything outside.</summary>
internal static class Names
{
    // CoreDNS follows at most ten links.
    private const int LongestChain = 10;

    public static ZoneAnswer Answer(ZoneView view, Question question) => Answer(new ZoneQuery(view, question.Name, question.Key, question.Type), 0);

    private static ZoneAnswer Answer(ZoneQuery query, int depth)
    {
        var (view, owner, key, type) = query;
        if (view.Records.TryGetValue(key, out var records))
        {
            return FromExtra(query, records, depth, IsInZone(view, key));
        }

        if (key == view.Zone)
        {
            return type == RecordType.Soa ? ZoneAnswer.Positive([Negative.Soa(view, owner)]) : Negative.NoData(view);
        }

        if (IsInZone(view, key))
        {
            return Follow(query, ClusterNames.Answer(query, key[..^(view.Zone.Length + 1)].Split('.')), depth);
        }

        return ReverseNames.Answer(query)
            ?? (Wildcard(view, key) is { } wildcard
                ? FromExtra(query, wildcard, depth, isInZone: false)
                : Negative.Foreign(view, ResponseCode.NxDomain));
    }

    private static ZoneAnswer FromExtra(ZoneQuery query, IReadOnlyList<ExtraRecord> records, int depth, bool isInZone)
    {
        var (view, owner, _, type) = query;
        var found = records.Where(r => r.Type == type).DefaultIfEmpty(records.FirstOrDefault(r => r.Type == RecordType.Cname))
            .OfType<ExtraRecord>()
            .Select(r => new DnsRecord(owner, r.Type, r.Ttl ?? view.Ttl, r.Data, r.Target))
            .ToArray();
        if (found.Length == 0)
        {
            return isInZone ? Negative.NoData(view) : Negative.Foreign(view, ResponseCode.NoError);
        }

        return Follow(query, ZoneAnswer.Positive(found) with { Authoritative = isInZone }, depth);
    }

    private static ZoneAnswer Follow(ZoneQuery query, ZoneAnswer answer, int depth)
    {
        if (query.Type == RecordType.Cname || depth == LongestChain || answer.Answers is not [{ Type: RecordType.Cname, Target: { } target }])
        {
            return answer;
        }

        var key = NameText.Normal(target);
        var next = Answer(query with { Owner = target, Key = key }, depth + 1);
        if (next.Answers.Count > 0)
        {
            return answer with { Answers = [.. answer.Answers, .. next.Answers] };
        }

        // K-6: if an outside target has no answer, only the CNAME is left; if one inside the cluster has none, nothing is.
        return IsInZone(query.View, key) ? Negative.NoData(query.View) : answer;
    }

    private static IReadOnlyList<ExtraRecord>? Wildcard(ZoneView view, string key)
    {
        for (var dot = key.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = key.IndexOf('.', dot + 1))
        {
            if (view.Wildcards.TryGetValue(key[(dot + 1)..], out var records))
            {
                return records;
            }
        }

        return null;
    }

    private static bool IsInZone(ZoneView view, string key) =>
        key.Length > view.Zone.Length && key[^(view.Zone.Length + 1)] == '.' && key.EndsWith(view.Zone, StringComparison.Ordinal);
}
