using HeadlessDiscovery.Tool.Commands.Demo.Screens;
using HeadlessDiscovery.Tool.Output.Table;
using HeadlessDiscovery.Tool.Text;

namespace HeadlessDiscovery.Tool.Tests.Demo;

public sealed class LiveScreenTests
{
    [Theory]
    [InlineData(80)]
    [InlineData(99)]
    [InlineData(100)]
    [InlineData(160)]
    public void A_blank_stands_behind_every_heading_and_the_columns_fill_the_line(int width)
    {
        var columns = LiveScreen.Columns(width);

        Assert.Equal(width - 1, columns.Sum());
        foreach (var words in (Words[])[Words.English, Words.Korean])
        {
            Assert.All(words.DemoColumns.Zip(columns).Where(column => column.Second > 0), column => Assert.InRange(Cells.Width(column.First), 1, column.Second - 1));
        }
    }
}
