using System.Buffers.Binary;
using System.Text;
using IdPhoto.Messages;
using IdPhoto.Server.Records;

namespace IdPhoto.Server.Statistics;

/// <summary>What of the counts anybody is shown, the operator included: never a small group, and no exact number.</summary>
/// <remarks>
/// Only days that are over are told, so that nobody sees a number grow by one. A number below <see cref="SmallestGroup"/> is not told at all,
/// and looks like one that is zero. Every other gets noise of the two-sided geometric distribution (Ghosh, Roughgarden and
/// Sundararajan, 2009), which follows from a secret key, the day and the counter: asked again, it is the same. Large
/// numbers get it too: photos and verdicts add up to languages, and what is missing in an exact sum is the small number that is not told.
/// </remarks>
internal sealed class StatisticsReport(Tally tally, RecordCipher cipher)
{
    /// <summary>Fewer are not told.</summary>
    public const int SmallestGroup = 10;

    /// <summary>How much one photo changes the odds of what is told: e to this power.</summary>
    private const double Epsilon = 0.5;

    /// <summary>To be said below what is told of a day.</summary>
    public static readonly Message Rest = Message.Of("statistics.rest", ("least", SmallestGroup));

    private const string Purpose = "statistics noise";

    /// <summary>The days that are over, each with what is told of it.</summary>
    /// <param name="from">The first day.</param>
    /// <param name="to">The last day; days that are not over are left out.</param>
    public IReadOnlyList<StatisticsLine> Of(DateOnly from, DateOnly to)
    {
        tally.Flush();
        return [.. tally.Read(from.DayNumber, Math.Min(to.DayNumber, tally.FirstOpen - 1)).Select(Line).OfType<StatisticsLine>()];
    }

    private StatisticsLine? Line((int Day, string Kind, string Value, long Count) counted)
    {
        if (counted.Count < SmallestGroup)
            return null;
        long told = counted.Count + Noise(FormattableString.Invariant($"{counted.Day} {counted.Kind} {counted.Value}"));
        // The edge of the group is blurred too.
        return told < SmallestGroup ? null : new StatisticsLine(DateOnly.FromDayNumber(counted.Day), counted.Kind, counted.Value, told);
    }

    /// <summary>The difference of two geometric numbers.</summary>
    private long Noise(string counter)
    {
        byte[] random = cipher.Hash(Purpose, Encoding.UTF8.GetBytes(counter));
        return Geometric(random) - Geometric(random.AsSpan(sizeof(ulong)));
    }

    private static long Geometric(ReadOnlySpan<byte> random)
    {
        // Of 53 bits, in (0, 1].
        double uniform = ((BinaryPrimitives.ReadUInt64BigEndian(random) >> 11) + 1) / (double)(1L << 53);
        return (long)Math.Floor(-Math.Log(uniform) / Epsilon);
    }
}

/// <summary>A number that is told.</summary>
/// <param name="Day">The day, by UTC.</param>
/// <param name="Kind">What was counted: a word of <see cref="Counted.All"/>.</param>
/// <param name="Value">Of what.</param>
/// <param name="Count">How many, with noise.</param>
internal sealed record StatisticsLine(DateOnly Day, string Kind, string Value, long Count);
