using IdPhoto.Documents;
using IdPhoto.Tests.Wording;
using Xunit;

namespace IdPhoto.Tests.Documents;

public sealed class SizeRangeTests
{
    [Fact]
    public void The_preferred_size_is_made_where_the_rules_allow_it()
    {
        PageGeometry page = Spec("", 32, 36, null).Resolve();

        Assert.Equal(45, page.HeightMm);
        Assert.Equal((32 / 45.0 * 531, 36 / 45.0 * 531), (page.Head.Min, page.Head.Max));
    }

    [Theory]
    [InlineData(32, 36, 70, 80, 50, 60, 60, 51.4)]  // 36 mm are 70 % of 51.4 mm and less of anything higher.
    [InlineData(32, 36, 70, 80, 30, 60, 30, 40)]    // 32 mm are 80 % of 40 mm and more of anything lower.
    [InlineData(20, 36, 50, 80, 40, 50, 45, 45)]
    public void A_head_in_millimetres_and_in_per_cent_decides_the_size(
        double minMm, double maxMm, double minShare, double maxShare, double low, double high, double preferred, double made)
    {
        PageGeometry page = Spec("", minMm, maxMm, (minShare, maxShare), low, high, preferred).Resolve();

        Assert.Equal(made, page.HeightMm!.Value, 0.05);
        double head = page.InUnits(page.Head.Target);
        Assert.InRange(head, minMm - 0.05, maxMm + 0.05);
        Assert.InRange(100 * head / made, minShare - 0.1, maxShare + 0.1);
        Assert.True(page.Head.Min <= page.Head.Target && page.Head.Target <= page.Head.Max);
    }

    [Fact]
    public void A_size_at_which_no_rule_can_hold_is_refused_by_its_field()
    {
        // The Turkish notice for 50 x 60 mm alone: 32..36 mm, yet 70..80 %, which would be 42..48 mm.
        PhotoException refusal = Assert.Throws<PhotoException>(() => Spec("", 32, 36, (70, 80), 60, 60, 60));

        Assert.Equal(Refusals.InvalidSpec, refusal.Code);
        Assert.Contains("'print' allows no size at which", refusal.InEnglish(), StringComparison.Ordinal);
    }

    [Fact]
    public void Margins_decide_the_size_too()
    {
        const string Margins = "\"topMargin\": { \"min\": 4, \"max\": 6, \"from\": \"crown\" }, \"chinMargin\": { \"min\": 7, \"max\": 9 },";

        Assert.Equal(51, Spec(Margins, 32, 36, null, 40, 60, 60).Resolve().HeightMm);
        Assert.Equal(43, Spec(Margins, 32, 36, null, 36, 60, 36).Resolve().HeightMm);
    }

    private static PhotoSpec Spec(string margins, double minMm, double maxMm, (double Min, double Max)? share, double low = 45, double high = 50, double preferred = 45)
    {
        string shares = share is { } range ? FormattableString.Invariant($$"""
            "headShare": { "unit": "percent", "min": {{range.Min}}, "max": {{range.Max}} },
            """) : "";
        return PhotoSpecs.Parse(FormattableString.Invariant($$"""
            {
              "id": "club-card", "title": "Club card", "document": "Card",
              "print": { "widthMm": 35, "heightMm": {{preferred}}, "maxWidthMm": 40, "minHeightMm": {{low}}, "maxHeightMm": {{high}} },
              "head": { "min": {{minMm}}, "max": {{maxMm}}, "top": "crown" }, {{shares}} {{margins}}
              "background": { "default": { "name": "white", "hex": "#fff" } },
              "edit": { "alteration": "notApplicable", "background": "notApplicable" }
            }
            """));
    }
}
