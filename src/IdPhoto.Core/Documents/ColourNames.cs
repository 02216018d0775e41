using IdPhoto.Messages;

namespace IdPhoto.Documents;

/// <summary>The words for background colours.</summary>
public static class ColourNames
{
    private static readonly HashSet<string> Known =
        ["white", "off-white", "cream", "beige", "grey", "light-grey", "pale-grey", "blue", "light-blue", "light-brown", "red", "green", "yellow", "dark-grey", "black", "brown", "orange", "pink", "purple"];

    /// <summary>A colour's name as a phrase; a name of a user's own record stays as it is written.</summary>
    /// <param name="name">As in a record, such as 'light-grey'.</param>
    public static Message Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        string word = name.ToLowerInvariant().Replace(' ', '-');
        return Known.Contains(word) ? Message.Of($"colours.{word}") : Message.Of("colours.named", ("name", name));
    }
}
