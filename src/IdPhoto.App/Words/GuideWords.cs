namespace IdPhoto.App.Words;

/// <summary>
/// The sentence of a guidance step. Steps speak of the frame's left and right; a person before the camera has them the other
/// way round, and one who holds the phone moves the phone.
/// </summary>
public static class GuideWords
{
    /// <summary>The id of the sentence.</summary>
    /// <param name="step">A step as the engine names it, or 'start'.</param>
    /// <param name="helper">Whether somebody else holds the phone.</param>
    public static string Of(string step, bool helper) => (step, helper) switch
    {
        ("hold", false) => "app.guide-hold",
        ("hold", true) => "app.help-hold",
        ("showFace", false) => "app.guide-show-face",
        ("showFace", true) => "app.help-show-face",
        ("closer", false) => "app.guide-closer",
        ("closer", true) => "app.help-closer",
        ("further", false) => "app.guide-further",
        ("further", true) => "app.help-further",
        ("moveLeft", false) => "app.guide-move-right",
        ("moveLeft", true) => "app.help-move-right",
        ("moveRight", false) => "app.guide-move-left",
        ("moveRight", true) => "app.help-move-left",
        ("moveUp", false) => "app.guide-move-up",
        ("moveUp", true) => "app.help-lower",
        ("moveDown", false) => "app.guide-move-down",
        ("moveDown", true) => "app.help-raise",
        ("straighten", false) => "app.guide-straighten",
        ("straighten", true) => "app.help-straighten",
        ("turnLeft", false) => "app.guide-turn-right",
        ("turnLeft", true) => "app.help-turn-right",
        ("turnRight", false) => "app.guide-turn-left",
        ("turnRight", true) => "app.help-turn-left",
        ("chinUp", false) => "app.guide-chin-up",
        ("chinUp", true) => "app.help-chin-up",
        ("chinDown", false) => "app.guide-chin-down",
        ("chinDown", true) => "app.help-chin-down",
        ("moreLight", _) => "app.guide-more-light",
        ("evenLight", false) => "app.guide-even-light",
        ("evenLight", true) => "app.help-even-light",
        ("openEyes", false) => "app.guide-open-eyes",
        ("openEyes", true) => "app.help-open-eyes",
        ("closeMouth", false) => "app.guide-close-mouth",
        ("closeMouth", true) => "app.help-close-mouth",
        _ => "app.guide-start",
    };
}
