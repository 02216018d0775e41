using IdPhoto.Words;

namespace IdPhoto.App.Words;

/// <summary>The policy's sections in their order: the id of each heading and of its paragraphs.</summary>
public static class PolicyText
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<(string Heading, IReadOnlyList<string> Paragraphs)> Sections => PolicySections.All;
}
