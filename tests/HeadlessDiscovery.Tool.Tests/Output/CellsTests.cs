using HeadlessDiscovery.Tool.Output.Table;

namespace HeadlessDiscovery.Tool.Tests.Output;

public sealed class CellsTests
{
    [Theory]
    [InlineData("pod-1", 5)]
    [InlineData("피어", 4)]
    [InlineData("피어 3·…", 8)]
    public void Hangul_takes_two_columns(string text, int width) => Assert.Equal(width, Cells.Width(text));

    [Theory]
    [InlineData("pod-1", 5, "pod-1")]
    [InlineData("pod-10", 5, "pod-…")]
    [InlineData("피어 목록", 6, "피어 …")]
    [InlineData("피어 목록", 4, "피…")]
    public void What_does_not_fit_ends_with_an_ellipsis(string text, int width, string cropped)
    {
        Assert.Equal(cropped, Cells.Crop(text, width));
        Assert.True(Cells.Width(Cells.Crop(text, width)) <= width);
    }
}
