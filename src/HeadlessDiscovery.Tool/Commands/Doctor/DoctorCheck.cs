namespace HeadlessDiscovery.Tool.Commands.Doctor;

/// <summary>One thing that was looked at, whether it was found well or not.</summary>
/// <param name="Name">Its name in JSON.</param>
/// <param name="Status"><c>ok</c>, <c>info</c>, <c>warning</c>, <c>error</c> or <c>skipped</c>.</param>
/// <param name="Detail">What was seen, for people.</param>
internal sealed record DoctorCheck(string Name, string Status, string Detail);
