using System.Diagnostics;

namespace HeadlessDiscovery.Telemetry;

/// <summary>The span of one look-up, from the source "HeadlessDiscovery".</summary>
internal static class LookupActivity
{
    private static readonly ActivitySource Source = new(ResolverMetrics.MeterName);

    public static Activity? Start(string service)
    {
        try
        {
            var activity = Source.StartActivity("headless_discovery.lookup", ActivityKind.Client);
            activity?.SetTag("service", service);
            return activity;
        }
        catch (Exception)
        {
            Forget();
            return null;
        }
    }

    public static void End(Activity? activity, string question, PeerAnswer answer)
    {
        if (activity is null)
        {
            return;
        }

        activity.SetTag("dns.question.name", question.TrimEnd('.'));
        activity.SetTag("headless_discovery.outcome", answer.Outcome.ToCode());
        activity.SetTag("headless_discovery.records", answer.Peers.Count);
        if (answer.Outcome == LookupOutcome.Unknown)
        {
            activity.SetTag("error.type", answer.Reason.ToCode());
            activity.SetStatus(ActivityStatusCode.Error, answer.Reason.ToCode());
        }

        try
        {
            activity.Dispose();
        }
        catch (Exception)
        {
            Forget();
        }
    }

    // A listener of the application threw. The span is lost, must not be the parent of the next one, and the loop goes on.
    private static void Forget() => Activity.Current = null;
}
