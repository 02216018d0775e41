using System.Globalization;
using IdPhoto.Words;

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
            : throw new SettingException($"'{Name}' must be a whole number from {Text(Least)} to {Text(Most)}.");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A word, path or list.</summary>
internal sealed record TextSetting(string Name, string Default, string Range) : Setting(Name, Default, Range);

/// <summary>A setting that cannot be used; the message is for the person who wrote it and names it.</summary>
internal sealed class SettingException(string message) : Exception(message)
{
    public SettingException(Messages.Message said)
        : this(Sentences.In(Languages.English, Place.CommandLine).Say(said))
    {
    }
}
