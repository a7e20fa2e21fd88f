using System.Collections.Immutable;
using System.Text.Json.Nodes;
using HeadlessDiscovery.ResolvConf;

namespace HeadlessDiscovery.Tests.ResolvConf;

public sealed class SearchCaseTests
{
    public static TheoryData<string> Ids => [.. CaseFile.Search.Keys];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_case_is_expanded_as_it_says_or_as_the_table_of_deviations_says(string id)
    {
        var item = CaseFile.Search[id];
        var deviation = CaseFile.SearchDeviations.SingleOrDefault(entry => entry.Id == id);
        NonEmpty.All(Expansions(item), expansion =>
        {
            if (deviation is null)
            {
                AssertFits(item, expansion);
            }
            else
            {
                Assert.Equal(Texts(deviation.Ours), expansion.Candidates);
                Assert.NotEqual(Texts(item["expect_candidates_in_order"]), expansion.Candidates);
            }
        });
    }

    [Fact]
    public void Every_deviation_names_a_case_and_gives_a_reason_of_one_sentence() =>
        NonEmpty.All(CaseFile.SearchDeviations, deviation =>
        {
            Assert.Contains(deviation.Id, CaseFile.Search);
            Assert.EndsWith(".", deviation.Reason, StringComparison.Ordinal);
        });

    private static void AssertFits(JsonObject item, SearchExpansion expansion)
    {
        var name = (string)item["name"]!;
        var result = (string?)item["expect_result"] ?? "";
        if (item["expect_candidates_in_order"] is { } expected)
        {
            // A walk ends early at an answer or a failure: what it asked comes first in what it could ask.
            var asked = Texts(expected);
            Assert.Equal(asked, expansion.Candidates.Take(asked.Length));
            Assert.Equal(asked.Length == 0, ServiceName.Problem(name) is not null);
            if (result.StartsWith("NXDOMAIN", StringComparison.Ordinal))
            {
                Assert.Equal(asked.Length, expansion.Candidates.Length);
            }
        }
        else if (result.StartsWith("invalid", StringComparison.Ordinal))
        {
            Assert.NotNull(ServiceName.Problem(name));
            Assert.Empty(expansion.Candidates);
        }
        else
        {
            Assert.Null(ServiceName.Problem(name));
            var winner = result.Split(' ') is ["OK", var won, ..] && won.Contains(name.TrimEnd('.'), StringComparison.Ordinal) ? won : name.TrimEnd('.');
            Assert.Contains(winner + ".", expansion.Candidates);
        }
    }

    // As the case gives the list, and as our reader gets it out of the file.
    private static IEnumerable<SearchExpansion> Expansions(JsonObject item)
    {
        var name = (string)item["name"]!;
        var file = item["resolv_conf"] is { } text ? ResolvConfParser.Parse((string)text!) : null;
        yield return SearchList.Expand(
            name, Texts(item["search"]), (int)item["ndots"]!, file?.NoTldQuery ?? false, requireClusterSuffix: false);
        if (file is not null)
        {
            yield return SearchList.Expand(name, file.Search, file.Ndots, file.NoTldQuery, requireClusterSuffix: false);
        }
    }

    private static ImmutableArray<string> Texts(JsonNode? list) => [.. list!.AsArray().Select(item => (string)item!)];
}
