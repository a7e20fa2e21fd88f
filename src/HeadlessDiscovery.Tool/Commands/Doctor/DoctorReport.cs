using System.Collections.Immutable;
using HeadlessDiscovery.Diagnosis;

namespace HeadlessDiscovery.Tool.Commands.Doctor;

/// <summary>An examination with what follows from it: findings, verdict, exit code.</summary>
internal sealed class DoctorReport
{
    public DoctorReport(ServiceRequest<DoctorSettings> request, Examined examined, FindingLanguage language)
    {
        Request = request;
        Examined = examined;
        var all = PeerDiagnosis.Of(examined.Told, examined.Evidence, language);
        Findings = [.. all.Where(finding => !request.Settings.Ignored.Contains(finding.Code))];
        Verdict = Judge(all);
    }

    public ServiceRequest<DoctorSettings> Request { get; }

    public Examined Examined { get; }

    public ImmutableArray<Finding> Findings { get; }

    public DoctorVerdict Verdict { get; }

    public int ExitCode => Verdict switch
    {
        DoctorVerdict.CouldNotAsk => Tool.ExitCode.CouldNotAsk,
        DoctorVerdict.Error => Tool.ExitCode.No,
        DoctorVerdict.Warning when Request.Settings.IsStrict => Tool.ExitCode.No,
        _ => Tool.ExitCode.Yes,
    };

    public int Count(FindingSeverity severity) => Findings.Count(finding => finding.Severity == severity);

    // A name that has addresses but no such port was queried, and answered; no flag turns "lookup failed" into "yes".
    private DoctorVerdict Judge(ImmutableArray<Finding> all)
    {
        if (Examined.Told.Outcome is LookupOutcome.Unknown or LookupOutcome.None && !all.Any(finding => finding.Code == FindingCatalogue.NoAddress))
        {
            return DoctorVerdict.CouldNotAsk;
        }

        return Count(FindingSeverity.Error) > 0 ? DoctorVerdict.Error
            : Count(FindingSeverity.Warning) > 0 ? DoctorVerdict.Warning
            : DoctorVerdict.Ok;
    }
}
