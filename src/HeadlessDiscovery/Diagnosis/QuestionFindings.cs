using System.Net.Sockets;

namespace HeadlessDiscovery.Diagnosis;

/// <summary>HP2xx: what became of the questions of one lookup.</summary>
internal static class QuestionFindings
{
    private static readonly TimeSpan LongTtl = TimeSpan.FromSeconds(30);

    public static void Add(FindingList findings, LookupExplanation explanation, DiagnosisEvidence evidence)
    {
        switch (explanation.Outcome)
        {
            case LookupOutcome.Found:
                Servers(findings, explanation, evidence);
                Origin(findings, explanation);
                Ttl(findings, explanation, evidence);
                break;
            case LookupOutcome.Empty:
                Servers(findings, explanation, evidence);
                NoteFindings.Add(findings, explanation, evidence);

                // An alias without addresses says by itself why there are none.
                if (!findings.Has(FindingCatalogue.ExternalName))
                {
                    Empty(findings, explanation, evidence);
                }

                return;
            case LookupOutcome.Unknown:
                NoteFindings.Add(findings, explanation, evidence);

                // HP101 is said by the configuration already: no server is not a server that stays silent.
                if (!findings.Has(FindingCatalogue.NoAddress) && !explanation.NotesTold.Any(static note => note.Kind == LookupNoteKind.ZoneLost) && !(explanation.Reason == LookupReason.NoServers && findings.Has(FindingCatalogue.NoServer)))
                {
                    CouldNotAsk(findings, explanation, evidence);
                }

                return;
        }

        NoteFindings.Add(findings, explanation, evidence);
    }

    // What the queries themselves show beyond the reason: who refused, and which of the answers failed.
    private static void CouldNotAsk(FindingList findings, LookupExplanation explanation, DiagnosisEvidence evidence)
    {
        var (texts, isCluster) = (findings.Texts, ServiceSubject.Of(explanation).IsInCluster);
        LookupQuestion[] tried = [.. explanation.Asked.Where(query => query.Result != "abandoned")];
        if (explanation.Reason == LookupReason.Network && tried.Length > 0 && tried.All(query => query.SocketError == SocketError.ConnectionRefused))
        {
            string[] servers = [.. tried.Select(query => query.Server.ToString()).Distinct()];
            findings.Add(
                FindingCatalogue.NoAnswer,
                FindingSeverity.Error,
                FindingConfidence.Certain,
                texts.PortRefusedByServer(texts.Names(servers), servers.Length, Consequence.OfOne, isCluster),
                Tries(findings, explanation),
                isCluster ? [ReasonFindings.KubeDns, "headless-peers config"] : ["headless-peers config"]);
        }
        else if (explanation.Reason == LookupReason.Refused && tried.FirstOrDefault(IsRefusedByResolved) is { } refused)
        {
            findings.Add(
                FindingCatalogue.Refused,
                FindingSeverity.Error,
                FindingConfidence.Certain,
                texts.RefusedByResolved(refused.Server.Address.ToString(), explanation.Plan.ClusterZone ?? ServiceSubject.ZoneOf(refused.Name), Consequence.OfOne),
                Tries(findings, explanation),
                ["resolvectl status", $"resolvectl query {refused.Name.TrimEnd('.')}"]);
        }
        else if (!evidence.Samples.Any(SampleFindings.IsVerified) || !AddSamples(findings, explanation, evidence, FindingSeverity.Error))
        {
            ByReason(findings, explanation);
        }
    }

    private static void ByReason(FindingList findings, LookupExplanation explanation)
    {
        var (texts, subject, hasTcpFailed) = (findings.Texts, ServiceSubject.Of(explanation), HasTcpFailed(explanation));
        if (hasTcpFailed || explanation.Reason == LookupReason.Truncated)
        {
            findings.Add(
                FindingCatalogue.Truncated,
                FindingSeverity.Error,
                FindingConfidence.Certain,
                hasTcpFailed
                    ? texts.TcpFailed(Consequence.OfOne, subject.IsInCluster)
                    : texts.Truncated(Consequence.OfOne, explanation.Asked.Any(static query => query is { Type: "SRV", Result: "truncated" })),
                Tries(findings, explanation),
                [hasTcpFailed && subject.IsInCluster ? "kubectl get networkpolicies -A" : "headless-peers config"]);
        }
        else
        {
            ReasonFindings.CouldNotAsk(findings, subject, explanation.Reason, Consequence.OfOne, FindingSeverity.Error, Tries(findings, explanation));
        }
    }

    // systemd-resolved 252: REFUSED with AA, at once, for what belongs to multicast DNS.
    private static bool IsRefusedByResolved(LookupQuestion query) =>
        query is { Result: "refused" }
        && query.Flags.Split(' ').Contains("aa")
        && query.Server.Address.ToString() is "127.0.0.53" or "127.0.0.54"
        && query.Name.EndsWith(".local.", StringComparison.OrdinalIgnoreCase);

    private static void Empty(FindingList findings, LookupExplanation explanation, DiagnosisEvidence evidence)
    {
        var (texts, subject) = (findings.Texts, ServiceSubject.Of(explanation));
        var look = subject.IsInCluster ? ReasonFindings.Look(subject) : [$"headless-peers expand {explanation.Plan.ServiceName}"];
        string[] notQueried = [.. explanation.Plan.NotQueried];
        var similar = Similar(explanation, evidence);
        string[] lines =
        [
            .. Tries(findings, explanation),
            .. notQueried.Select(texts.LeftOut),
            .. similar is null ? [] : (evidence.Inspection?.ReverseNames ?? []).Select(texts.Reverse),
            .. evidence.Similar.Where(other => other.Name is not null).Select(other => $"{other.Name} -> {string.Join(' ', other.Peers.Take(8).Select(peer => peer.Address))}"),
        ];

        // By the questions and not by the reason alone: a port that the Service lacks does not exist, where the Service may.
        string[] existing = [.. explanation.Asked.Where(question => question.Result == "nodata").Select(question => question.Name).OrderBy(name => name.StartsWith('_'))];
        if (Array.Find(existing, name => !ServiceSubject.IsNamespace(name, explanation.Plan.ClusterZones)) is { } name)
        {
            look = subject.IsInCluster ? ReasonFindings.Look(ServiceSubject.Of(name) with { IsInCluster = true }) : look;
            AddEmpty(FindingCatalogue.NoAddress, FindingConfidence.Certain, texts.NoAddress(name, subject.IsInCluster));
        }
        else if (existing.Length > 0)
        {
            // K-9: a namespace exists without an address, and the Service that was meant does not exist at all.
            AddEmpty(FindingCatalogue.NoSuchName, FindingConfidence.Certain, texts.OnlyNamespace(explanation.Plan.ServiceName, existing[0], similar));
        }
        else if (explanation.Reason != LookupReason.NoData && evidence.Endpoints is { } endpoints)
        {
            // Slices are those of this Service: it exists, whatever DNS makes of it.
            AddEmpty(FindingCatalogue.NoSuchName, FindingConfidence.Certain, texts.NoReadyPod(subject.Service, endpoints.Any(endpoint => endpoint is { IsReady: true, IsTerminating: false })));
        }
        else if (explanation.Reason == LookupReason.NoData)
        {
            AddEmpty(FindingCatalogue.NoAddress, FindingConfidence.Likely, texts.NoAddress(null, subject.IsInCluster));
        }
        else
        {
            AddEmpty(FindingCatalogue.NoSuchName, FindingConfidence.Certain, texts.NoSuchName(explanation.Plan.Candidates.Length, similar, subject.IsInCluster));
        }

        // What was not queried decides nothing: it is named wherever a negative answer is.
        void AddEmpty(string code, FindingConfidence confidence, FindingText text) => findings.Add(
            code,
            FindingSeverity.Error,
            confidence,
            notQueried.Length == 0 ? text : text with { Why = $"{text.Why} {texts.NotQueried(texts.Names(notQueried), notQueried.Length)}" },
            lines,
            look);
    }

    // By the records of this pod's own address, or by a lookup of a name that is spelled alike.
    private static string? Similar(LookupExplanation explanation, DiagnosisEvidence evidence) =>
        evidence.Similar.FirstOrDefault(other => other is { Outcome: LookupOutcome.Found, Name: not null })?.Plan.ServiceName ?? MemberFindings.Services(explanation, evidence);

    // A fault that another server or another try made good. A hedge hides the silence of a server, so that its own samples say more.
    private static void Servers(FindingList findings, LookupExplanation explanation, DiagnosisEvidence evidence)
    {
        if (evidence.Samples.IsEmpty)
        {
            foreach (var server in explanation.Asked.GroupBy(question => question.Server).Where(server => !server.Any(static question => question.IsAnswered)))
            {
                OneServer(findings, explanation, server.Key.ToString(), server.Select(question => question.Result).FirstOrDefault(result => result != "abandoned"), server);
            }

            return;
        }

        AddSamples(findings, explanation, evidence, FindingSeverity.Warning);
    }

    /// <summary>The servers whose samples failed, all of them or some; false where none did.</summary>
    private static bool AddSamples(FindingList findings, LookupExplanation explanation, DiagnosisEvidence evidence, FindingSeverity severity)
    {
        var hasFailed = false;
        foreach (var server in evidence.Samples.Concat(evidence.Later).GroupBy(SampleFindings.Server))
        {
            LookupExplanation[] failed = [.. server.Where(sample => sample.Outcome == LookupOutcome.Unknown)];
            if (failed.Length == 0)
            {
                continue;
            }

            hasFailed = true;
            var (total, result) = (server.Count(), failed[0].Reason.ToCode() ?? "unknown");
            if (failed.Length == total)
            {
                OneServer(findings, explanation, server.Key, result, server.SelectMany(sample => sample.Asked));
                continue;
            }

            var (number, isCluster) = (ReasonFindings.NumberOf(result), ServiceSubject.Of(explanation).IsInCluster);
            findings.Add(
                number,
                severity,
                FindingConfidence.Certain,
                findings.Texts.FailedSometimes(server.Key, result, failed.Length, total, isCluster),
                Tries(findings, server.SelectMany(sample => sample.Asked)),
                isCluster ? [$"{FindingTexts.CoreDnsLogs} --prefix --tail=50", SampleFindings.LookAtReplicas] : ["headless-peers config"]);
        }

        return hasFailed;
    }

    private static void OneServer(FindingList findings, LookupExplanation explanation, string server, string? result, IEnumerable<LookupQuestion> asked)
    {
        if (result is null)
        {
            return;
        }

        var consequence = new Consequence(explanation.Peers.Length, IsKnown: true);
        var (texts, isCluster) = (findings.Texts, ServiceSubject.Of(explanation).IsInCluster);
        var number = ReasonFindings.NumberOf(result);
        var text = number switch
        {
            FindingCatalogue.ServerFailed => texts.ServerFailed($"{server}: {ReasonFindings.Spelled(result)}", consequence, isCluster),
            FindingCatalogue.Refused => texts.Refused($"{server}: {ReasonFindings.Spelled(result)}", consequence, isCluster),
            FindingCatalogue.Truncated => texts.Truncated(consequence, asked.Any(static query => query.Type == "SRV")),
            FindingCatalogue.Unverified => texts.Dropped(null),
            FindingCatalogue.FamilyFailed => texts.FamilyFailed(consequence),
            _ => texts.ServerSilent(server),
        };
        var look = !isCluster ? "headless-peers config" : number == FindingCatalogue.ServerFailed ? $"{FindingTexts.CoreDnsLogs} --tail=50" : ReasonFindings.KubeDns;
        findings.Add(number, FindingSeverity.Warning, FindingConfidence.Certain, text, Tries(findings, asked), [look]);
    }

    private static void Origin(FindingList findings, LookupExplanation explanation)
    {
        // Under the rule, a name outside is queried only where the file asks for it first, or the name servers are those of its network.
        if (explanation is { Name: { } name, Plan: { ClusterZone: { } zone, RequiresClusterSuffix: false, ServiceName: var service } } && !service.EndsWith('.') && !MachineFindings.IsUnder(name, explanation.Plan.ClusterZones))
        {
            findings.Add(FindingCatalogue.OutsideCluster, FindingSeverity.Error, FindingConfidence.Likely, findings.Texts.Foreign(name, zone), explanation.Peers.Select(peer => peer.ToString()), [$"headless-peers expand {service}"]);
        }
    }

    private static void Ttl(FindingList findings, LookupExplanation explanation, DiagnosisEvidence evidence)
    {
        // Docker's own server says 600 s, knows each change at once, and is refreshed every 5 s.
        if (explanation.IsStatic || explanation.Ttl is null || explanation.Plan.Configuration.IsDocker)
        {
            return;
        }

        // A cache counts down, also to 0: the largest comes nearest to what the records have.
        var seen = evidence.Samples.Concat(evidence.Later).Prepend(explanation).Where(look => look is { Outcome: LookupOutcome.Found, Ttl: not null }).MaxBy(look => look.Ttl)!;
        var ttl = seen.Ttl!.Value;
        if (ttl > TimeSpan.Zero && ttl <= LongTtl)
        {
            return;
        }

        var (isZero, isCluster) = (ttl == TimeSpan.Zero, ServiceSubject.Of(explanation).IsInCluster);
        findings.Add(
            FindingCatalogue.UnusualTtl,
            isZero ? FindingSeverity.Info : FindingSeverity.Warning,
            FindingConfidence.Certain,
            isZero ? findings.Texts.TtlZero(isCluster) : findings.Texts.TtlLong(ttl, isCluster),
            seen.Asked.Where(question => question is { Result: "answer", Ttl: not null })
                .Select(question => findings.Texts.HasTtl(question.Name, question.Type, question.Server.ToString(), question.Ttl!.Value))
                .Distinct(),
            [isCluster ? "kubectl -n kube-system get configmap coredns -o yaml" : $"headless-peers resolve {explanation.Plan.ServiceName} -v"]);
    }

    private static bool HasTcpFailed(LookupExplanation explanation) =>
        explanation.Reason is LookupReason.Timeout or LookupReason.Network or LookupReason.Truncated or LookupReason.Deadline
        && !explanation.Plan.Configuration.UseTcp
        && explanation.Asked.Any(question => question is { Transport: "tcp", Result: "timeout" or "network" or "abandoned" });

    /// <summary>What was asked and what came of it, each once.</summary>
    public static IEnumerable<string> Tries(FindingList findings, LookupExplanation explanation) => Tries(findings, explanation.Asked);

    private static IEnumerable<string> Tries(FindingList findings, IEnumerable<LookupQuestion> asked) => asked
        .GroupBy(question => (question.Name, question.Server, question.Transport, question.Type, Result: question.SocketError == SocketError.ConnectionRefused ? $"{question.Result} (connection refused)" : question.Result))
        .Select(group => $"{group.Key.Name} {findings.Texts.Tries($"{group.Key.Server}/{group.Key.Transport}", group.Key.Type, group.Key.Result, group.Count())}");
}
