namespace HeadlessDiscovery.Simulation.Counting;

/// <summary>Queries a second.</summary>
/// <param name="Mean">Over the whole run.</param>
/// <param name="P999OfTenths">The rate that all tenths of a second but one in a thousand keep to.</param>
/// <param name="BusiestTenth">That of the busiest tenth of a second, as a rate a second.</param>
/// <param name="BusiestSecond">That of the busiest second.</param>
internal sealed record QueryRate(double Mean, double? P999OfTenths, double? BusiestTenth, double? BusiestSecond);
