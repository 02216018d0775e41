using IdPhoto.Compliance.View;
using IdPhoto.Pictures;

namespace IdPhoto.Compliance.Rules;

/// <summary>The body reaches the lower edge as wide as the head: a head cut out at the neck is no portrait.</summary>
internal static class ShouldersRule
{
    private static readonly Scale HeadWidths = new("x", Bound.AtLeast, Limit.Icao(0.9, "ICAO Doc 9303-3, 3.9.1")) { Reason = "bases.shoulders" };

    public static Rule Declaration { get; } = new(ComplianceRules.Shoulders, RuleGroup.Pose, Read)
    {
        Scales = [HeadWidths],
        OnReview = Remedy.LookAtIt,
    };

    private static Reading? Read(RuleContext c)
    {
        const int Steps = 80;
        if (!c.Finished)
            return null;
        AffineMap toView = c.PageToPicture.Then(c.View.ToPicture.Inverse());
        double bottom = 0.99 * c.Page.Size.Height;
        int person = Enumerable.Range(0, Steps).Count(i => IsPerson(c.View, toView.Apply(new Point(c.Page.Size.Width * (i + 0.5) / Steps, bottom))));
        return Reading.On(HeadWidths, (double)person / Steps * c.Page.Size.Width / c.HeadOnPage.HeadWidth);
    }

    // What lies below the view is taken for what is at its lower edge: shoulders go on.
    private static bool IsPerson(HeadView view, Point at)
    {
        int x = Math.Clamp((int)at.X, 0, HeadView.Size.Width - 1), y = Math.Clamp((int)at.Y, 0, HeadView.Size.Height - 1);
        return view.Tissues.Person[(y * HeadView.Size.Width) + x] > 0.5f;
    }
}
