using System.Text.Json.Serialization;

namespace IdPhoto.Documents;

/// <summary>What the numbers of a rule count.</summary>
[JsonConverter(typeof(CamelCaseWords<LengthUnit>))]
public enum LengthUnit
{
    /// <summary>Millimetres on the printed photo; the record must then have a print size.</summary>
    Mm,

    /// <summary>Per cent of the photo's height, also for lengths across.</summary>
    Percent,
}

/// <summary>Where a head is measured from: what 'top of the head' means to this authority.</summary>
[JsonConverter(typeof(CamelCaseWords<HeadTop>))]
public enum HeadTop
{
    /// <summary>The top of the skull, ignoring hair: ISO's and ICAO's meaning.</summary>
    Crown,

    /// <summary>The visible top, hair or head cover included.</summary>
    Hair,
}

/// <summary>A length on the photo that must lie in a range.</summary>
public record LengthRange
{
    /// <summary>What the numbers count. Default: millimetres.</summary>
    public LengthUnit Unit { get; init; }

    /// <summary>Smallest length allowed; null for none.</summary>
    public double? Min { get; init; }

    /// <summary>Largest length allowed; null for none.</summary>
    public double? Max { get; init; }

    /// <summary>The length to aim at; null for the middle of the range.</summary>
    public double? Target { get; init; }
}

/// <summary>How high the head must be, from the base of the chin to its top. Both ends of the range are required.</summary>
public sealed record HeadRule : LengthRange
{
    /// <summary>Where the head ends. The authorities differ, and hair adds about a tenth.</summary>
    public required HeadTop Top { get; init; }
}

/// <summary>How much room there must be between the photo's upper edge and the head.</summary>
public sealed record TopMarginRule : LengthRange
{
    /// <summary>Where the head begins.</summary>
    public required HeadTop From { get; init; }
}
