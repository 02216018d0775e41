using Bunit;
using IdPhoto.App.Journey;
using IdPhoto.App.Parts;
using IdPhoto.App.Screens;
using IdPhoto.App.Words;
using IdPhoto.Documents;
using IdPhoto.Studio.Reports;
using IdPhoto.Words;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace IdPhoto.App.Tests.Parts;

/// <summary>Components by themselves.</summary>
public sealed class PartTests : BunitContext
{
    private readonly Clock _clock = new();

    public PartTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddApp();
        Services.AddSingleton<TimeProvider>(_clock);
    }

    [Fact]
    public void A_value_is_shown_beside_its_range_in_words_too()
    {
        IRenderedComponent<Scale> scale = Render<Scale>(with => with.Add(part => part.Value, 31.8).Add(part => part.Min, 29).Add(part => part.Max, 34).Add(part => part.Unit, "mm"));
        Assert.Contains("31.8 mm", scale.Markup, StringComparison.Ordinal);
        Assert.Contains("29 to 34 mm", scale.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void What_only_experts_read_is_not_shown()
        => Assert.Empty(Render<Scale>(with => with.Add(part => part.Value, 3).Add(part => part.Max, 2).Add(part => part.Unit, "dE")).Markup.Trim());

    [Fact]
    public void A_document_says_first_what_stands_in_the_way()
    {
        Assert.Contains("No edits allowed", Card("us-passport"), StringComparison.Ordinal);
        Assert.Contains("Photographer only", Card("de-passport"), StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"tag", Card("one-inch"), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_document_is_drawn_with_its_head_inside_the_page()
    {
        foreach (PhotoSpec spec in PhotoSpecs.All)
        {
            IRenderedComponent<PageGlyph> drawn = Render<PageGlyph>(with => with.Add(part => part.Spec, spec));
            double Of(string element, string name) => double.Parse(drawn.Find(element).GetAttribute(name)!, System.Globalization.CultureInfo.InvariantCulture);
            double top = Of("rect", "y"), left = Of("rect", "x");
            Assert.InRange(Of("ellipse", "cy") - Of("ellipse", "ry"), top - 0.5, top + Of("rect", "height"));
            Assert.InRange(Of("ellipse", "cy") + Of("ellipse", "ry"), top, top + Of("rect", "height") + 0.5);
            Assert.InRange(Of("ellipse", "cx") - Of("ellipse", "rx"), left - 0.5, left + Of("rect", "width"));
        }
    }

    [Fact]
    public void A_sentence_changes_with_the_language()
    {
        IRenderedComponent<DocumentCard> card = Render<DocumentCard>(with => with.Add(part => part.Spec, PhotoSpecs.Find("us-passport")).Add(part => part.Name, "").Add(part => part.Fragment, "#/"));
        Services.GetRequiredService<Talk>().Speak(Languages.Find("de")!);
        card.WaitForAssertion(() => Assert.DoesNotContain("No edits allowed", card.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public void A_photo_that_was_sent_counts_down_until_it_is_gone()
    {
        Upload sent = new("0123456789abcdef", "secret", _clock.Now, _clock.Now.AddHours(24), PrivacyPolicy.Tag, Guardian: false) { Answered = true };
        IRenderedComponent<UploadCard> card = Render<UploadCard>(with => with.Add(part => part.Upload, sent));
        Assert.Contains("24 hours and 0 minutes", card.Markup, StringComparison.Ordinal);
        Assert.NotEmpty(card.FindAll("[data-test=erase]"));
        _clock.Now = _clock.Now.AddHours(23).AddMinutes(30);
        card.Render();
        Assert.Contains("0 hours and 30 minutes", card.Markup, StringComparison.Ordinal);
        _clock.Now = _clock.Now.AddMinutes(31);
        card.Render();
        Assert.Empty(card.FindAll("[data-test=erase]"));
        Assert.Contains("Gone since", card.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", card.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void The_journey_keeps_one_document_at_least_and_shows_the_one_that_is_chosen()
    {
        Trip trip = new();
        ChosenDocument us = new(PhotoSpecs.Find("us-passport")), inch = new(PhotoSpecs.Find("one-inch"));
        trip.Choose(us);
        trip.Add(inch);
        Assert.Equal(inch, trip.Document);
        trip.Show(us);
        trip.Remove(us);
        trip.Remove(inch);
        Assert.Equal(inch, trip.Document);
    }

    [Theory]
    [InlineData("np-passport-child", Subject.Infant)]
    [InlineData("in-passport-child", Subject.Infant)]
    [InlineData("ua-passport-child", Subject.Child)]
    [InlineData("bd-passport-child", Subject.Child)]
    [InlineData("bd-passport-under-6", Subject.Infant)]
    [InlineData("us-passport", Subject.Adult)]
    public void A_childs_document_makes_the_photo_a_childs_and_nothing_makes_it_an_adults(string document, Subject subject)
    {
        Trip trip = new();
        trip.Choose(new ChosenDocument(PhotoSpecs.Find(document)));
        Assert.Equal(subject, trip.Subject);
        trip.For(Subject.Adult);
        Assert.Equal(subject, trip.Subject);
        trip.For(Subject.Infant);
        Assert.Equal(Subject.Infant, trip.Subject);
    }

    [Fact]
    public void One_childs_document_among_several_makes_the_photo_a_childs_and_takes_back_what_was_found_for_an_adult()
    {
        Trip trip = new();
        trip.Choose(new ChosenDocument(PhotoSpecs.Find("us-passport")));
        int version = trip.Version;
        trip.Add(new ChosenDocument(PhotoSpecs.Find("ua-passport-child")));
        Assert.Equal(Subject.Child, trip.Subject);
        Assert.NotEqual(version, trip.Version);
        // The shot stays the child's.
        trip.Remove(new ChosenDocument(PhotoSpecs.Find("ua-passport-child")));
        Assert.Equal(Subject.Child, trip.Subject);
    }

    [Fact]
    public void A_frame_that_was_left_out_of_the_picture_is_said_beside_it()
    {
        Trip trip = Services.GetRequiredService<Trip>();
        ChosenDocument inch = new(PhotoSpecs.Find("one-inch"));
        trip.Choose(inch);
        trip.Verdicts[inch.Key] = new ComplianceLine(inch.Key, "capture", "pass", [], [], []);
        trip.Opened(new OpenedPicture(new Analysis(300, 400, [], 0), "blob:"));
        IRenderedComponent<CheckScreen> screen = Render<CheckScreen>();
        Assert.Empty(screen.FindAll("[data-test=border]"));
        trip.Opened(new OpenedPicture(new Analysis(300, 400, [], 0, new FileBorderLine(0, 40, 0, 60)), "blob:"));
        screen.WaitForAssertion(() => Assert.Contains("top 40 px, bottom 60 px", screen.Find("[data-test=border]").TextContent, StringComparison.Ordinal));
    }

    private string Card(string document) => Render<DocumentCard>(with => with
        .Add(part => part.Spec, PhotoSpecs.Find(document)).Add(part => part.Name, "").Add(part => part.Fragment, "#/")).Markup;

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 26, 9, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;

        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;
    }
}
