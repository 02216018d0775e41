using IdPhoto.Compliance;
using IdPhoto.Compliance.Rules;
using IdPhoto.Documents;
using IdPhoto.Messages;
using Xunit;

namespace IdPhoto.Tests.Compliance;

/// <summary>Lengths on a page of 600 x 800 px, where 20 px are 1 mm, against ranges.</summary>
public sealed class PageLengthTests
{
    private const double None = double.PositiveInfinity;

    private static readonly RuleContext Printed = Scene.Good.Context(), Unread = Scene.Good.Unread().Context();

    [Fact]
    public void A_length_is_told_with_its_range_and_error_in_the_documents_unit()
    {
        Reading reading = PageLength.Against(Printed, "head", 300, new PixelRange(260, 340, 300), 4);

        Assert.Equal((15.0, "mm", (13.0, 17.0), Verdict.Pass, 0.2), (reading.Value!.Value, reading.Unit, (reading.Range!.Value.Min!.Value, reading.Range.Value.Max!.Value), reading.Decided!.Value, reading.Deviation!.Value));
        Assert.Equal((RuleOrigin.Document, true, null), (reading.Basis!.Origin, reading.NeverFailsUnread, reading.Variation));
        Assert.Equal(
            [("value", Argument.Quantity(15, "mm", 1)), ("limits", Message.Of("rules.limits.range", ("min", Argument.Number(13, 1)), ("max", Argument.Quantity(17, "mm", 1))))],
            reading.Facts);
    }

    [Fact]
    public void Of_a_photo_that_is_never_printed_lengths_are_shares_of_its_height()
    {
        RuleContext file = Printed with { Page = Printed.Page with { PixelsPerMm = null } };

        Reading reading = PageLength.Against(file, "head", 400, new PixelRange(320, 480, 400), 8);

        Assert.Equal((50.0, "%", (double?)40, (double?)60, 1.0), (reading.Value!.Value, reading.Unit, reading.Range!.Value.Min, reading.Range.Value.Max, reading.Deviation!.Value));
        Assert.Equal(
            [("value", Argument.Quantity(50, "percent-of-height", 1)), ("limits", Message.Of("rules.limits.range", ("min", Argument.Number(40, 1)), ("max", Argument.Quantity(60, "percent-of-height", 1))))],
            reading.Facts);
    }

    [Fact]
    public void A_range_without_an_end_has_no_limit_there()
    {
        (PixelRange Range, double? Min, double? Max, Message Limits)[] rows =
        [
            (new(260, None, 300), 13, null, Message.Of("rules.limits.at-least", ("min", Argument.Quantity(13, "mm", 1)))),
            (new(0, 340, 300), null, 17, Message.Of("rules.limits.at-most", ("max", Argument.Quantity(17, "mm", 1)))),
            (new(0, None, 300), null, null, Message.Of("rules.limits.none")),
            (new(0.2, None, 300), 0.01, null, Message.Of("rules.limits.at-least", ("min", Argument.Quantity(0.01, "mm", 1)))),
        ];

        Assert.All(rows, row =>
        {
            Reading reading = PageLength.Against(Printed, "head", 300, row.Range, 4);
            Assert.Equal((row.Min, row.Max), reading.Range);
            Assert.Equal(("limits", (Argument)row.Limits), reading.Facts[1]);
        });
    }

    // Between 260 and 340 px with a deviation of 4 px.
    [Theory]
    [InlineData(264, Verdict.Pass, null)]
    [InlineData(336, Verdict.Pass, null)]
    [InlineData(263, Verdict.Review, "low")]
    [InlineData(252, Verdict.Review, "low")]
    [InlineData(251, Verdict.Fail, "low")]
    [InlineData(337, Verdict.Review, "high")]
    [InlineData(348, Verdict.Review, "high")]
    [InlineData(349, Verdict.Fail, "high")]
    public void A_length_beside_its_range_is_low_or_high(double value, Verdict verdict, string? word)
    {
        Reading read = PageLength.Against(Printed, "head", value, new PixelRange(260, 340, 300), 4), unread = PageLength.Against(Unread, "head", value, new PixelRange(260, 340, 300), 4);

        Assert.Equal((verdict, word), (read.Decided, read.Variation));
        Assert.Equal((verdict, word is null ? null : $"{word}-unread", RuleOrigin.Assumed), (unread.Decided, unread.Variation, unread.Basis!.Origin));
    }

    [Fact]
    public void The_middle_of_a_range_divides_low_from_high()
    {
        // An error that is larger than the range leaves no length that passes but the very middle.
        string? Of(double value, double min, double max) => PageLength.Against(Printed, "head", value, new PixelRange(min, max, min), 100).Variation;

        Assert.Equal(("low", "high"), (Of(269.9, 260, 340), Of(330.1, 260, 340)));
        Assert.Equal(("low", "high"), (Of(260.9, 260, None), Of(261.1, 260, None)));
        Assert.Equal(("low", "high"), (Of(260.99, 260, None), Of(261, 260, None)));
        Assert.Equal(("low", "high"), (Of(259, 260, 262), Of(262, 260, 262)));
    }

    [Fact]
    public void The_field_names_the_page_that_was_read()
    {
        Assert.Equal(RuleOrigin.Document, PageLength.Against(Printed, "eyes", 300, new PixelRange(260, 340, 300), 4).Basis!.Origin);
        Assert.Equal(RuleOrigin.Assumed, PageLength.Against(Printed, "unknown", 300, new PixelRange(260, 340, 300), 4).Basis!.Origin);
    }

    [Fact]
    public void The_heads_upper_end_is_as_uncertain_as_the_crown_or_a_share_of_the_head()
    {
        Assert.Equal(4, PageLength.TopError(Scene.Good.Head, crown: true));
        // 0.015 of 300 px from chin to crown.
        Assert.Equal(4.5, PageLength.TopError(Scene.Good.Head, crown: false), 1e-9);
        Assert.Equal((0.012, 0.013, 0.015, "low", "high"), (PageLength.EyeError, PageLength.ChinError, PageLength.HairError, PageLength.Low, PageLength.High));
    }

    [Fact]
    public void A_length_is_shown_with_one_decimal_in_its_unit()
        => Assert.Equal((Argument.Quantity(12.34, "mm", 1), Argument.Quantity(12.34, "percent-of-height", 1)), (PageLength.Shown(12.34, "mm"), PageLength.Shown(12.34, "%")));
}
