using IdPhoto.Documents;
using IdPhoto.Edits;
using IdPhoto.Framing;
using IdPhoto.Heads;
using IdPhoto.Pictures;
using IdPhoto.Portraits;
using IdPhoto.Tests.Compliance.Measures;
using Xunit;

namespace IdPhoto.Tests.Portraits;

/// <summary>A drawn head with eyes in the middle of its page, and hair that ends far above them.</summary>
public sealed class PagePlanTests
{
    private static readonly Portrait Portrait = new DrawnHead().Portrait();

    private static readonly PageGeometry Page = new()
    {
        Size = new PixelSize(300, 300),
        Dpi = 300,
        Head = new PixelRange(140, 160, 150),
        HeadTop = HeadTop.Crown,
        EyesFromBottom = new PixelRange(145, 155, 150),
        CentringTolerance = 0.05,
    };

    [Fact]
    public void Hair_that_no_head_of_the_document_keeps_is_told_of_before_the_photo_is_made()
    {
        PhotoException refusal = Assert.Throws<PhotoException>(() => Place(hair: 350, new MakeOptions { KeepHair = true }));

        Assert.Equal((Refusals.RulesConflict, "framing.hair-cut"), (refusal.Code, refusal.Said.Id));
    }

    [Fact]
    public void Hair_that_fits_is_no_reason_to_refuse() => Assert.DoesNotContain(Place(hair: 130, new MakeOptions { KeepHair = true }).Page.Broken, rule => rule.Required);

    // By force, by a library that warns, and by a person who sees the page.
    [Fact]
    public void Whoever_wants_the_photo_all_the_same_gets_it()
    {
        MakeOptions[] wishes = [new() { KeepHair = true, Force = true }, new(), new() { KeepHair = true, Adjustment = new PageAdjustment { Zoom = 1.01 } }];

        Assert.All(wishes, wish => Assert.Contains(Place(hair: 350, wish).Page.Broken, rule => rule.Rule == FramingRules.HairInside));
    }

    private static PagePlace Place(double hair, MakeOptions asked)
    {
        HeadMeasure head = Portrait.Heads[0];
        HeadMeasure tall = head with { HeadTop = head.EyeMidpoint + new Point(0, -hair), HeadTopCut = false, CrownUncertainty = 0 };
        return new PagePlan(Portrait, tall, Page, new EditPlan(null, Level: true, EditLevel.Background, Overrides: false), asked).Place(left: true, right: true, top: true);
    }
}
