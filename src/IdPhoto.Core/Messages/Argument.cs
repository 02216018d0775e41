using System.Globalization;

namespace IdPhoto.Messages;

/// <summary>A fact within a <see cref="Message"/>: its type decides how a language writes it.</summary>
public abstract record Argument
{
    private protected Argument()
    {
    }

    /// <summary>A whole number, which a sentence may have plural forms for.</summary>
    public static implicit operator Argument(int value) => new CountArgument(value);

    /// <summary>A whole number, which a sentence may have plural forms for.</summary>
    public static implicit operator Argument(long value) => new CountArgument(value);

    /// <summary>Text that is the same in every language: an identifier, a file's name, what was typed.</summary>
    public static implicit operator Argument(string value) => new TextArgument(value);

    /// <summary>A phrase with words of its own, such as a colour's name.</summary>
    public static implicit operator Argument(Message value) => new PhraseArgument(value);

    /// <summary>A number with a fixed count of decimals.</summary>
    public static Argument Number(double value, int digits) => new NumberArgument(value, digits, digits);

    /// <summary>A number with no more decimals than it needs.</summary>
    public static Argument Rounded(double value, int mostDigits) => new NumberArgument(value, 0, mostDigits);

    /// <summary>A number with a unit; the unit's words are <c>units.</c> and its name.</summary>
    /// <param name="value">The number.</param>
    /// <param name="unit">One of <see cref="Units"/>.</param>
    /// <param name="digits">Decimals that are always written.</param>
    public static Argument Quantity(double value, string unit, int digits) => new QuantityArgument(new NumberArgument(value, digits, digits), unit);

    /// <summary>A number with a unit and no more decimals than it needs.</summary>
    public static Argument RoundedQuantity(double value, string unit, int mostDigits) => new QuantityArgument(new NumberArgument(value, 0, mostDigits), unit);

    /// <summary>A value and the range around it in which the true one lies with 95 %: two standard deviations to each side.</summary>
    /// <param name="value">The value, without its unit.</param>
    /// <param name="deviation">One standard deviation; 0 where it is not known.</param>
    /// <param name="quantity">Writes a number with its unit.</param>
    /// <param name="number">Writes a number without it.</param>
    public static Argument Around(double value, double deviation, Func<double, Argument> quantity, Func<double, Argument> number)
    {
        ArgumentNullException.ThrowIfNull(quantity);
        ArgumentNullException.ThrowIfNull(number);
        return deviation > 0 ? Message.Of("units.plus-minus", ("value", number(value)), ("uncertainty", quantity(2 * deviation))) : quantity(value);
    }

    /// <summary>What lies within limits: "32 to 36 mm", "at least 3 mm", "at most 8 mm"; null without a limit.</summary>
    /// <param name="min">The smallest value; null for none.</param>
    /// <param name="max">The largest value; null for none. Infinity is none.</param>
    /// <param name="unit">One of <see cref="Units"/>.</param>
    /// <param name="mostDigits">Decimals at most.</param>
    public static Argument? Within(double? min, double? max, string unit, int mostDigits) => (min, max) switch
    {
        (double least, double most) when least == most => RoundedQuantity(least, unit, mostDigits),
        (double least, double most) when double.IsFinite(most) => Message.Of("units.range", ("min", Rounded(least, mostDigits)), ("max", RoundedQuantity(most, unit, mostDigits))),
        (double least, _) => Message.Of("units.at-least", ("min", RoundedQuantity(least, unit, mostDigits))),
        (null, double most) => Message.Of("units.at-most", ("max", RoundedQuantity(most, unit, mostDigits))),
        _ => (Argument?)null,
    };

    /// <summary>Width and height, without a unit.</summary>
    public static Argument Size(double width, double height, int mostDigits = 2) => new SizeArgument(width, height, mostDigits);

    /// <summary>Several things that hold together: "a, b and c".</summary>
    public static Argument All(IEnumerable<Argument> items) => new ListArgument([.. items], ListKind.And);

    /// <summary>Several things of which one is meant: "a, b or c".</summary>
    public static Argument Any(IEnumerable<Argument> items) => new ListArgument([.. items], ListKind.Or);

    /// <summary>Several things side by side: "a, b, c".</summary>
    public static Argument Row(IEnumerable<Argument> items) => new ListArgument([.. items], ListKind.Plain);
}

/// <summary>A whole number.</summary>
public sealed record CountArgument(long Value) : Argument
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A number written with <paramref name="LeastDigits"/> to <paramref name="MostDigits"/> decimals.</summary>
public sealed record NumberArgument(double Value, int LeastDigits, int MostDigits) : Argument
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString("0." + new string('0', LeastDigits) + new string('#', MostDigits - LeastDigits), CultureInfo.InvariantCulture);
}

/// <summary>A number with a unit.</summary>
public sealed record QuantityArgument(NumberArgument Amount, string Unit) : Argument
{
    /// <inheritdoc/>
    public override string ToString() => $"{Amount}{Unit}";
}

/// <summary>Text that no language changes.</summary>
public sealed record TextArgument(string Value) : Argument
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>A message within a message.</summary>
public sealed record PhraseArgument(Message Value) : Argument
{
    /// <inheritdoc/>
    public override string ToString() => $"({Value})";
}

/// <summary>Width and height.</summary>
public sealed record SizeArgument(double Width, double Height, int MostDigits) : Argument
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Width}x{Height}");
}

/// <summary>How the parts of a list belong together.</summary>
public enum ListKind
{
    /// <summary>All of them.</summary>
    And,

    /// <summary>One of them.</summary>
    Or,

    /// <summary>Only set side by side.</summary>
    Plain,
}

/// <summary>Several facts.</summary>
public sealed record ListArgument(IReadOnlyList<Argument> Items, ListKind Kind) : Argument
{
    /// <inheritdoc/>
    public bool Equals(ListArgument? other) => other is not null && Kind == other.Kind && Items.SequenceEqual(other.Items);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, Items.Count);

    /// <inheritdoc/>
    public override string ToString() => $"[{string.Join(", ", Items)}]";
}
