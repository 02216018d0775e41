using IdPhoto.Colorimetry;
using IdPhoto.Compliance;
using IdPhoto.Compliance.Measures;
using IdPhoto.Compliance.View;
using IdPhoto.Decoding;
using IdPhoto.Documents;
using IdPhoto.Messages;
using IdPhoto.Pictures;
using static IdPhoto.Compliance.ComplianceRules;
using static IdPhoto.Compliance.Verdict;

namespace IdPhoto.Tests.Compliance;

/// <content>The rules of the group Background.</content>
internal static partial class RuleRows
{
    private static Scene Behind(Func<BackgroundLook, BackgroundLook> change) => Good with { Wall = change(Good.Wall!) };

    private static Scene Coloured(Lab colour, BackgroundRule? rule = null)
        => Behind(wall => wall with { Colour = colour }) with { Spec = rule is null ? Good.Spec : Good.Spec with { Background = rule } };

    private static readonly NamedColour White = Named("white", "#ffffff"), LightGrey = Named("light-grey", "#d3d3d3"), Blue = Named("blue", "#438edb");

    private static NamedColour Named(string name, string hex) => new() { Name = name, Hex = hex };

    private static BackgroundRule Asks(params NamedColour[] allowed) => new() { Default = allowed[0], Allowed = allowed };

    private static IEnumerable<Row> Backgrounds() =>
    [
        .. NotSeen(BackgroundUniform), .. NotSeen(BackgroundColour), .. NotSeen(BackgroundShadow), .. NotSeen(BackgroundObjects),

        .. Limits(BackgroundUniform, spread => Behind(wall => wall with { Spread = spread }), 2.2, 5),
        .. Limits(BackgroundUniform, change => Behind(wall => wall with { Gradient = change }), 16, null, "gradient"),
        new(BackgroundUniform, Behind(wall => wall with { Gradient = 30, Spread = 3 }), Review),
        .. AtLeast(BackgroundUniform, share => Behind(wall => wall with { Covered = share }), 0.8, "partly"),
        new(BackgroundUniform, Behind(wall => wall with { Covered = 0.1, Spread = 6 }), Fail),

        .. Limits(BackgroundObjects, share => Behind(wall => wall with { Different = share }), 0.02, 0.10),
        .. AtLeast(BackgroundObjects, share => Behind(wall => wall with { Covered = share }), 0.8, "partly"),

        .. Limits(BackgroundShadow, step => Behind(wall => wall with { ShadowLeft = step }), -4, -8),
        .. Limits(BackgroundShadow, step => Behind(wall => wall with { ShadowRight = step, ShadowLeft = double.NaN }), -4, -8),
        new(BackgroundShadow, Behind(wall => wall with { ShadowRight = double.NaN, ShadowLeft = double.NaN }), NotAssessed),
        new(BackgroundShadow, Behind(wall => wall with { ShadowLeft = -20, Spread = 5 }), Fail),
        new(BackgroundShadow, Behind(wall => wall with { ShadowLeft = -20, Spread = 5.1 }), NotAssessed, "busy"),
        new(BackgroundShadow, Behind(wall => wall with { ShadowLeft = -20, Different = 0.11 }), NotAssessed, "busy"),

        // White is photographed as anything from white to a very light grey; chroma counts beyond 2.
        new(BackgroundColour, Coloured(new Lab(85, 0, 0)), Pass),
        new(BackgroundColour, Coloured(new Lab(97, 0, 13)), Pass),
        new(BackgroundColour, Coloured(new Lab(97, 0, 20)), Review, "other"),
        // More light makes a grey wall white, and no blue one.
        new(BackgroundColour, Coloured(Lab.Of(Named("wall", "#3a7efd").Colour)), Fail, "other"),
        new(BackgroundColour, Coloured(Lab.Of(Named("wall", "#3a7efd").Colour), Asks(LightGrey)), Fail, "other"),
        new(BackgroundColour, Coloured(Lab.Of(Named("wall", "#8b2020").Colour), Asks(LightGrey, White)), Fail, "other"),
        new(BackgroundColour, Coloured(new Lab(42, 0, -6.9)), Fail, "dark"),
        new(BackgroundColour, Coloured(new Lab(42, 0, -7.1)), Fail, "other"),
        new(BackgroundColour, Coloured(new Lab(84, 0, 0)), Review, "dark"),
        new(BackgroundColour, Coloured(new Lab(60, 0, 0)), Fail, "dark"),
        new(BackgroundColour, Coloured(new Lab(60, 0, 0)).Unread(), Review, "dark"),
        // Where 'light' is asked for, any pale background of L* 70 and more.
        new(BackgroundColour, Coloured(new Lab(70, 0, 0), Asks(LightGrey)), Pass),
        new(BackgroundColour, Coloured(new Lab(69.9, 0, 0), Asks(LightGrey)), Review, "dark"),
        new(BackgroundColour, Coloured(new Lab(98, 0, 12), Asks(LightGrey)), Pass),
        new(BackgroundColour, Coloured(new Lab(98, 0, 12.1), Asks(LightGrey)), Review, "other"),
        new(BackgroundColour, Coloured(new Lab(99, 0, 40), Asks(LightGrey)), Fail, "other"),
        // A wrong shade is no other colour.
        new(BackgroundColour, Coloured(Lab.Of(Blue.Colour) with { L = 45 }, Asks(Blue)), Review, "shade"),
        new(BackgroundColour, Coloured(Lab.Of(Blue.Colour) with { L = 30 }, Asks(Blue)), Fail, "shade"),
        new(BackgroundColour, Coloured(new Lab(98, 0, 0), Asks(Blue)), Fail, "other"),
        new(BackgroundColour, Coloured(new Lab(40, 0, 0), Asks(Blue)), Fail, "other"),
        new(BackgroundColour, Coloured(Lab.Of(Blue.Colour), Asks(Blue)), Pass),
        new(BackgroundColour, Coloured(new Lab(50, 0, 0), Asks(White) with { Examples = true }), Review, "dark"),
        // Colours that are not accepted.
        new(BackgroundColour, Coloured(new Lab(97, 0, 0), Asks(LightGrey) with { Forbidden = [White] }), Fail, "forbidden"),
        new(BackgroundColour, Coloured(new Lab(97, 0, 0), Asks(LightGrey) with { Forbidden = [White], Examples = true }), Review, "forbidden"),
        new(BackgroundColour, Coloured(new Lab(86, 0, 0), Asks(LightGrey) with { Forbidden = [White] }), Review, "nearly-forbidden"),
        new(BackgroundColour, Coloured(new Lab(84, 0, 0), Asks(LightGrey) with { Forbidden = [White] }), Pass),
        // Nobody prescribes a colour.
        new(BackgroundColour, Coloured(new Lab(10, 50, 0), new BackgroundRule { Default = White }) with { Spec = Free }, Pass, "any"),
        new(BackgroundColour, Behind(wall => wall with { Spread = 5 }), NotAssessed, "=rules.background.not-assessed.scenery"),
        new(BackgroundColour, Behind(wall => wall with { Different = 0.10 }), NotAssessed, "=rules.background.not-assessed.scenery"),
        new(BackgroundColour, Behind(wall => wall with { Spread = 4.9, Different = 0.09 }), Pass),
    ];

    private static PhotoSpec Free { get; } = Good.Spec with
    {
        Background = new BackgroundRule { Default = White },
        Edit = new EditPolicy { Alteration = EditRule.NotApplicable, Background = EditRule.NotApplicable },
    };
}
