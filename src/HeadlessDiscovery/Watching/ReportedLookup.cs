using HeadlessDiscovery.Lookup;
using HeadlessDiscovery.Membership;

namespace HeadlessDiscovery.Watching;

/// <summary>A lookup and the state after it, read together.</summary>
internal readonly record struct ReportedLookup(LookupReport Report, MembershipState State);
