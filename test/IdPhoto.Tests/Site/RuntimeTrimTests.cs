using IdPhoto.RuntimeTrimmer;
using Xunit;

namespace IdPhoto.Tests.Site;

/// <summary>What the build takes out of .NET's runtime for browsers.</summary>
public sealed class RuntimeTrimTests
{
    // 0 is imported, 1 exported and calls 3; 2, 4 and 5 have their addresses taken; 4 calls 6; 5 enters 7; 7 calls 8.
    private static readonly string[] Names = ["0:imported", "1:main", "2:icu::Locale::clone\\28\\29", "3:helper", "4:ucal_open", "5:mono_icall", "6:shared_by_icu", "7:GlobalizationNative_GetLocales", "8:uloc_getAvailable"];

    private static readonly byte[][] Bodies =
    [
        [0x00, 0x10, 0x03, 0x0b],
        [0x00, 0x01, 0x01, 0x0b],
        [0x00, 0x01, 0x0b],
        [0x00, 0x10, 0x06, 0x0b],
        // Instructions of every length before the call: constants, memory, a table of branches, a block, a vector.
        [0x01, 0x02, 0x7f, 0x44, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f, 0x1a, 0x41, 0x80, 0x01, 0x28, 0x02, 0x10, 0x1a, 0x02, 0x40, 0x41, 0x10, 0x0e, 0x01, 0x00, 0x00, 0x0b,
            0xfd, 0x0c, 0x10, 0x02, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x1a, 0xfc, 0x0b, 0x00, 0x10, 0x07, 0x0b],
        [0x00, 0x01, 0x0b],
        [0x00, 0x10, 0x08, 0x0b],
        [0x00, 0x01, 0x0b],
    ];

    [Fact]
    public void What_only_closed_entries_and_ICU_reach_stops_and_everything_else_stays_byte_for_byte()
    {
        byte[] module = Module(Bodies);

        byte[] trimmed = RuntimeTrim.Trim(module, Names);

        byte[] stops = [0x00, 0x00, 0x0b];
        Assert.Equal(Module([Bodies[0], stops, Bodies[2], stops, Bodies[4], stops, stops, stops]), trimmed);
        Assert.Equal(trimmed, RuntimeTrim.Trim(trimmed, Names));
    }

    [Fact]
    public void What_is_called_from_elsewhere_stays_although_ICU_has_it()
    {
        byte[][] bodies = [.. Bodies];
        bodies[2] = [0x00, 0x10, 0x04, 0x0b];

        WasmModule read = WasmModule.Read(RuntimeTrim.Trim(Module(bodies), Names));

        Assert.Equal([4, 3, 4, 4, Bodies[4].Length, 3, 3, 3], read.Bodies.Select(body => body.End.Value - body.Start.Value));
    }

    [Fact]
    public void A_module_of_another_form_is_refused_and_never_guessed_at()
    {
        byte[][] unknown = [.. Bodies];
        unknown[0] = [0x00, 0xfe, 0x00, 0x0b];
        Assert.Throws<FormatException>(() => RuntimeTrim.Trim(Module(unknown), Names));
        Assert.Throws<FormatException>(() => RuntimeTrim.Trim(Module(Bodies), ["no list"]));
        byte[] module = Module(Bodies);
        Range code = WasmModule.Read(module).Code;
        Assert.All(Enumerable.Range(code.Start.Value + 1, code.End.Value - code.Start.Value - 1), length => Assert.Throws<FormatException>(() => RuntimeTrim.Trim(module[..length], Names)));
    }

    private static byte[] Module(byte[][] bodies) =>
    [
        .. "\0asm\u0001\0\0\0"u8,
        .. Section(1, [1, 0x60, 0, 0]),
        .. Section(2, [1, 1, (byte)'e', 1, (byte)'f', 0, 0]),
        .. Section(3, [(byte)bodies.Length, .. new byte[bodies.Length]]),
        .. Section(7, [1, 1, (byte)'m', 0, 1]),
        .. Section(9, [1, 0, 0x41, 1, 0x0b, 3, 2, 4, 5]),
        .. Section(10, [(byte)bodies.Length, .. bodies.SelectMany(body => (byte[])[(byte)body.Length, .. body])]),
        .. Section(11, [0]),
    ];

    private static byte[] Section(byte id, byte[] content) => content.Length < 128 ? [id, (byte)content.Length, .. content] : [id, (byte)(content.Length & 0x7f | 0x80), (byte)(content.Length >> 7), .. content];
}
