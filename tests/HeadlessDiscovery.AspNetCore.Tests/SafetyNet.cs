using HeadlessDiscovery.Tests;

namespace HeadlessDiscovery.AspNetCore.Tests;

/// <summary>A test that hangs ends after two minutes.</summary>
public abstract class SafetyNet() : TestDeadline(TimeSpan.FromMinutes(2));
