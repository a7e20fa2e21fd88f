using HeadlessDiscovery.AspNetCore.Text;
using HeadlessDiscovery.Tests;

namespace HeadlessDiscovery.AspNetCore.Tests.Text;

public sealed class WordsTests
{
    [Fact]
    public void Korean_lacks_no_sentence() => Translation.AssertComplete(typeof(Words), typeof(KoreanWords));
}
