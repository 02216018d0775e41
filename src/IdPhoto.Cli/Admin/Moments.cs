using System.Globalization;
using IdPhoto.Messages;

namespace IdPhoto.Cli.Admin;

/// <summary>Writes moments and durations, which are the same in every language.</summary>
internal static class Moments
{
    /// <summary>A moment, in UTC.</summary>
    public static Argument At(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A duration in whole seconds.</summary>
    public static Argument Lasting(long seconds)
        => Message.Of("admin.duration", ("hours", seconds / 3600), ("minutes", seconds / 60 % 60), ("seconds", seconds % 60));
}
