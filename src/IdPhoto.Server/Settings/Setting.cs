using System.Globalization;
using IdPhoto.Messages;

namespace IdPhoto.Server.Settings;

/// <summary>One setting as it is read, checked and documented.</summary>
/// <param name="Name">As it is written in a file, after the prefix of an environment variable, or after two hyphens.</param>
/// <param name="Default">What holds without it, as text.</param>
/// <param name="Range">What may be written, in words.</param>
internal abstract record Setting(string Name, string Default, string Range);

/// <summary>A whole number in a range.</summary>
internal sealed record NumberSetting(string Name, int Standard, int Least, int Most)
    : Setting(Name, Text(Standard), $"{Text(Least)} to {Text(Most)}")
{
    /// <exception cref="SettingException">Not a whole number in the range.</exception>
    public int Read(string? written)
    {
        if (written is null)
            return Standard;
        return int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= Least && number <= Most
            ? number
            : throw new SettingException(Message.Of("settings.whole-number", ("name", Name), ("least", Text(Least)), ("most", Text(Most))));
    }

    // As it is to be typed, which no language changes.
    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A word, path or list.</summary>
internal sealed record TextSetting(string Name, string Default, string Range) : Setting(Name, Default, Range);

/// <summary>A setting that cannot be used.</summary>
internal sealed class SettingException(Message said) : Exception(said.ToString())
{
    /// <summary>What is wrong, for the person who wrote the setting; it names it.</summary>
    public Message Said { get; } = said;
}
