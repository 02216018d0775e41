using IdPhoto.Documents;
using IdPhoto.Edits;
using IdPhoto.Tests.Documents;
using Xunit;
using static IdPhoto.Documents.EditRule;

namespace IdPhoto.Tests.Edits;

/// <summary>What is done to a photo: every policy of an authority against every request.</summary>
public sealed class EditPlanTests
{
    private static readonly Colour White = new(0xff, 0xff, 0xff), Blue = new(0x43, 0x8e, 0xdb);

    private static readonly EditRule[] Rules = Enum.GetValues<EditRule>();

    private static readonly EditRequest[] Requests =
    [
        .. from keep in (bool[])[false, true]
           from background in (Colour?[])[null, Blue]
           from allow in (bool[])[false, true]
           from level in (bool[])[false, true]
           select new EditRequest { KeepBackground = keep, Background = background, AllowEdits = allow, Level = level },
    ];

    // What an authority's two rules, on any alteration and on the background, come to for a background.
    private static readonly (EditRule Alteration, EditRule Background, EditRule Together)[] Together =
    [
        .. Rules.Select(alteration => (alteration, NotSeen, alteration is Allowed or Forbidden or Implied ? NotSeen : alteration)),
        .. Rules.Select(alteration => (alteration, Silent, alteration == NotSeen ? Silent : alteration)),
        .. from alteration in Rules
           from background in Rules.Except([NotSeen, Silent])
           select (alteration, background, background),
    ];

    // Whether a background counts is not known where none was seen; it is left alone where changes are refused.
    private static bool IsForbidden((EditRule Alteration, EditRule Background, EditRule Together) row)
        => row.Together is Forbidden or Implied || (row.Together is NotSeen && row.Alteration is Forbidden or Implied);

    [Fact]
    public void The_rule_on_backgrounds_decides_unless_it_says_nothing()
    {
        Assert.Equal(49, Together.Length);
        Assert.All(Together, row => Assert.Equal(row.Together, Records.Print.With(row.Alteration, row.Background).Edit.OnBackground));
    }

    [Fact]
    public void Forbidden_is_never_done_and_only_what_is_permitted_is_done_unasked() => Assert.All(Together, row =>
    {
        EditPolicy edit = Records.Print.With(row.Alteration, row.Background).Edit;
        bool forbidden = IsForbidden(row), free = row.Alteration is Allowed or NotApplicable && row.Together != NotSeen;
        Assert.Equal(forbidden ? EditLevel.Untouched : free ? EditLevel.Retouch : EditLevel.Background, edit.Permitted);
        Assert.Equal(row.Together is Allowed or NotApplicable ? EditLevel.Background : EditLevel.Untouched, edit.Unasked);
    });

    [Fact]
    public void A_plan_is_what_policy_and_request_come_to() => Assert.All(Together, row => Assert.All(Requests, request =>
    {
        PhotoSpec spec = Records.Print.With(row.Alteration, row.Background);
        bool forbidden = IsForbidden(row);
        bool wants = !request.KeepBackground && (request.Background is not null || request.AllowEdits);
        if (forbidden && !request.AllowEdits && wants)
        {
            Assert.Equal(Refusals.EditForbidden, Assert.Throws<PhotoException>(() => EditPlan.Of(spec, request)).Code);
            Assert.False(EditPlan.NeedsPerson(spec, request));
            return;
        }
        bool unasked = !request.KeepBackground && row.Together is Allowed or NotApplicable && !request.KeepBackground;

        EditPlan plan = EditPlan.Of(spec, request);

        Assert.Equal(wants || unasked ? request.Background ?? White : null, plan.Background);
        Assert.Equal(wants || unasked, EditPlan.NeedsPerson(spec, request));
        Assert.Equal(request.Level && (!forbidden || request.AllowEdits), plan.Level);
        Assert.Equal(spec.Edit.Permitted, plan.Permitted);
        Assert.Equal(forbidden && request.AllowEdits, plan.Overrides);
    }));

    [Fact]
    public void A_photo_is_mirrored_unless_its_authority_forbids_edits_and_nobody_insists() => Assert.All(Together, row =>
    {
        PhotoSpec spec = Records.Print.With(row.Alteration, row.Background);
        EditRequest request = new() { Mirror = true, KeepBackground = true };
        PhotoException? refusal = Record.Exception(() => EditPlan.Of(spec, request)) as PhotoException;

        Assert.Equal(IsForbidden(row) ? Refusals.EditForbidden : null, refusal?.Code);
        Assert.StartsWith("edits.mirror-", refusal?.Said.Id ?? "edits.mirror-", StringComparison.Ordinal);
        Assert.Null(Record.Exception(() => EditPlan.Of(spec, request with { AllowEdits = true })));
    });

    [Fact]
    public void A_document_of_whose_background_no_rule_was_seen_keeps_it()
    {
        PhotoSpec[] unseen = [.. PhotoSpecs.All.Where(spec => spec.Edit.Background == NotSeen)];

        Assert.Contains("by-passport", unseen.Select(spec => spec.Id));
        Assert.All(unseen, spec => Assert.Null(EditPlan.Of(spec, new EditRequest()).Background));
        Assert.All(unseen, spec => Assert.Equal(NotSeen, spec.Edit.OnBackground));
    }

    [Fact]
    public void A_refusal_says_the_authoritys_warning_where_there_is_one()
    {
        PhotoSpec spec = Records.Print.With(Forbidden, Implied);
        EditRequest request = new() { Background = Blue };

        string With(PhotoSpec one) => Assert.Throws<PhotoException>(() => EditPlan.Of(one, request)).Said.Id;

        Assert.Equal("edits.background-forbidden", With(spec));
        Assert.Equal("edits.background-not-permitted", With(spec with { Edit = spec.Edit with { Warning = null } }));
        Assert.Equal("edits.background-not-permitted", With(Records.Print.With(Forbidden, NotSeen)));
        Assert.Contains("refuses edited photos", Assert.Throws<PhotoException>(() => EditPlan.Of(spec, request)).Said.Find("warning")!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_head_is_levelled_and_the_background_left_to_the_document_by_default()
    {
        EditRequest request = new();

        Assert.Equal((false, null, false, true), (request.KeepBackground, request.Background, request.AllowEdits, request.Level));
        Assert.Throws<ArgumentNullException>(() => EditPlan.Of(null!, request));
        Assert.Throws<ArgumentNullException>(() => EditPlan.Of(Records.Print, null!));
        Assert.Throws<ArgumentNullException>(() => EditPlan.NeedsPerson(null!, request));
        Assert.Throws<ArgumentNullException>(() => EditPlan.NeedsPerson(Records.Print, null!));
    }
}
