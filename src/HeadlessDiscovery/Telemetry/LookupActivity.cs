using System.Diagnostics;

namespace HeadlessDiscovery.Telemetry;

/// <summary>The span of one lookup, from the source "HeadlessDiscovery". Recorded after its end: a listener that blocks must not hold the lookup up.</summary>
internal static class LookupActivity
{
    private static readonly ActivitySource Source = new(ResolverMetrics.MeterName);

    public static void Record(string service, in TelemetryEvent looked)
    {
        if (!Source.HasListeners())
        {
            return;
        }

        try
        {
            using var activity = Source.StartActivity(ActivityKind.Client, parentContext: default, tags: [new("service", service)], startTime: looked.At - looked.Took, name: "headless_discovery.lookup");
            if (activity is not null)
            {
                Describe(activity, looked);
            }
        }
        catch (Exception)
        {
            // A listener of the application threw. The span is lost, and must not be the parent of the next one.
            Activity.Current = null;
        }
    }

    private static void Describe(Activity activity, in TelemetryEvent looked)
    {
        activity.SetTag("dns.question.name", looked.Question.TrimEnd('.'));
        activity.SetTag("headless_discovery.outcome", looked.Outcome.ToCode());
        activity.SetTag("headless_discovery.records", looked.Records);
        if (looked.Outcome == LookupOutcome.Unknown)
        {
            activity.SetTag("error.type", looked.Reason.ToCode());
            activity.SetStatus(ActivityStatusCode.Error, looked.Reason.ToCode());
        }

        activity.SetEndTime(looked.At.UtcDateTime);
    }
}
