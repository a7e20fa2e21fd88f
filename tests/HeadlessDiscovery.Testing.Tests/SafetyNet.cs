using HeadlessDiscovery.Tests;

namespace HeadlessDiscovery.Testing.Tests;

/// <summary>The only real clock of these tests: a test that hangs ends after 30 s.</summary>
public abstract class SafetyNet() : TestDeadline(TimeSpan.FromSeconds(30));
