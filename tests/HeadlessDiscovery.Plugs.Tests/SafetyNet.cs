using HeadlessDiscovery.Tests;

namespace HeadlessDiscovery.Plugs.Tests;

/// <summary>The only real clock of these tests: a test that hangs ends after 100 s.</summary>
public abstract class SafetyNet() : TestDeadline(TimeSpan.FromSeconds(100));
