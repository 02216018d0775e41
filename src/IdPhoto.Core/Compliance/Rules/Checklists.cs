using IdPhoto.Documents;

namespace IdPhoto.Compliance.Rules;

/// <summary>What no picture can show.</summary>
internal static class Checklists
{
    public static IReadOnlyList<string> For(PhotoSpec spec, CheckOptions options)
    {
        CaptureRule? capture = spec.Capture;
        List<string?> questions =
        [
            capture?.By switch
            {
                Photographer.OnSite => "This authority takes the photo itself: is a photo of your own wanted at all?",
                Photographer.Professional => "This authority asks for a professional photographer: was the photo taken by one?",
                _ => null,
            },
            capture?.MaxAgeMonths is int months ? months == 1 ? "Was the photo taken within the last month?" : $"Was the photo taken within the last {months} months?" : "Was the photo taken recently? Most documents accept up to 6 months.",
            "Does it look like the person does today, and is it the right person?",
            "Is the photo unedited: no filter, no smoothed skin, nothing removed or added?",
            "Is it the right way round, not mirrored as selfies are on the screen? Text on clothes and the parting of the hair tell.",
            capture?.HeadCovering is { Rule: Wear.Excepted } cover ? $"If the head is covered: is it for a reason that the authority accepts{Note(cover.Note)}?" : null,
            options.CoveringExcepted ? "Is the head covered for religious or medical reasons, and does the document accept them?" : null,
            capture?.Glasses is { Rule: Wear.Excepted } glasses ? $"If glasses are worn: is it for a reason that the authority accepts{Note(glasses.Note)}?" : null,
            options.AgeYears < 6 ? "Are no hands, toys, dummies or chair backs in the photo?" : null,
            options.AgeYears < 1 ? "Is the head supported by nothing that can be seen?" : null,
        ];
        return [.. questions.OfType<string>()];
    }

    private static string Note(string? note) => note is null ? "" : $" ({note})";
}
