using System.CommandLine;
using HeadlessDiscovery.Json;
using HeadlessDiscovery.Tool.Commands.Explain;
using HeadlessDiscovery.Tool.Options;
using HeadlessDiscovery.Tool.Output.Json;
using HeadlessDiscovery.Tool.Output.Plain;
using HeadlessDiscovery.Tool.Output.Table;
using HeadlessDiscovery.Tool.Text;

namespace HeadlessDiscovery.Tool.Commands.Doctor;

/// <summary><c>doctor NAME</c>: why these peers, and what would change it.</summary>
internal sealed class DoctorCommand(Words words) : ServiceCommand<DoctorSettings>("doctor", words.Doctor, words)
{
    private readonly Option<string?> samples = new("--samples") { Description = words.OptionSamples, HelpName = "N" };
    private readonly Option<bool> wait = new("--wait") { Description = words.OptionWait };
    private readonly Option<bool> all = new("--all") { Description = words.OptionAll };
    private readonly Option<string[]> ignore = new("--ignore") { Description = words.OptionIgnore, HelpName = "CODE", AllowMultipleArgumentsPerToken = false };
    private readonly Option<bool> strict = new("--strict") { Description = words.OptionStrict };
    private readonly Option<string?> endpointSlices = new("--endpointslices") { Description = words.OptionEndpointSlices, HelpName = "FILE|-" };

    protected override IEnumerable<Option> OwnOptions => [.. base.OwnOptions, samples, wait, all, ignore, strict, endpointSlices];

    protected override DoctorSettings Read(OptionReader reader) => new()
    {
        Samples = reader.Number(samples, 1, 100) ?? 5,
        Wait = reader.Flag(wait),
        All = reader.Flag(all),
        Ignored = [.. reader.Texts(ignore).Select(code => Code(reader, code))],
        IsStrict = reader.Flag(strict),
        EndpointSlices = reader.Text(endpointSlices),
    };

    protected override async Task<int> RunAsync(Invocation invocation, ServiceRequest<DoctorSettings> request, CancellationToken cancellationToken)
    {
        if (request.Settings.EndpointSlices is { } path)
        {
            var endpoints = await EndpointSliceReader.ReadAsync(path, request.Service, invocation.Host.Input, Words, cancellationToken).ConfigureAwait(false);
            request = request with { Settings = request.Settings with { Endpoints = endpoints } };
        }

        var examined = await new Examination(invocation, request).RunAsync(cancellationToken).ConfigureAwait(false);
        return Tell(invocation, request, examined);
    }

    private int Tell(Invocation invocation, ServiceRequest<DoctorSettings> request, Examined examined)
    {
        // JSON is one language everywhere: scripts compare it.
        var report = new DoctorReport(request, examined, invocation.Format == OutputFormat.Json ? FindingLanguage.English : Words.Findings);
        switch (invocation.Format)
        {
            case OutputFormat.Json:
                invocation.Json(DoctorJson.Of(report));
                break;
            case OutputFormat.Plain:
                PlainLines.Write(invocation.Console, report.Findings.Select(finding => $"{finding.Code}\t{FindingJson.Code(finding.Severity)}\t{finding.Title}"));
                if (report.Verdict == DoctorVerdict.CouldNotAsk)
                {
                    invocation.Aside(Words.CouldNotAsk(examined.Told));
                }

                break;
            default:
                DoctorTable.Write(invocation, report);
                break;
        }

        return report.ExitCode;
    }

    private string Code(OptionReader reader, string text)
    {
        var code = DoctorPages.Normal(text);
        if (!DoctorPages.Codes.Contains(code))
        {
            reader.Wrong(Words.NotACode("--ignore", text));
        }

        return code;
    }
}
