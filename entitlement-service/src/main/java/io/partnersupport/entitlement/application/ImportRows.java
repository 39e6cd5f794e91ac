package io.partnersupport.entitlement.application;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import io.partnersupport.entitlement.domain.imports.Import;
import io.partnersupport.entitlement.domain.imports.Import.Format;
import io.partnersupport.entitlement.domain.imports.Import.Kind;
import io.partnersupport.entitlement.domain.imports.RefusedRow;
import io.partnersupport.entitlement.domain.imports.RefusedRow.FieldFault;
import io.partnersupport.entitlement.domain.imports.RefusedRow.Reason;
import io.partnersupport.kit.http.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Validator;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads rows by the rules of a request: nothing is guessed, ignored or converted. A row is a line, also in CSV, so that
 * a quote which is never closed spoils one row and not the rest of the file.
 */
@ApplicationScoped
class ImportRows {
    private static final CsvMapper CSV =
            CsvMapper.builder().enable(CsvParser.Feature.WRAP_AS_ARRAY).build();
    private static final Set<String> MAY_BE_LEFT_OUT = Set.of("competencyArea", "accountEmail");
    private static final int SHOWN_OF_A_COLUMN = 100;

    private final ObjectMapper json;
    private final Validator validator;

    ImportRows(ObjectMapper json, Validator validator) {
        this.json = json;
        this.validator = validator;
    }

    /** Why a row cannot be read. */
    static final class Unreadable extends Exception {
        private final transient RefusedRow refusal;

        Unreadable(int line, Reason reason, FieldFault... faults) {
            this(line, reason, List.of(faults));
        }

        Unreadable(int line, Reason reason, List<FieldFault> faults) {
            super(reason.name());
            this.refusal = new RefusedRow(line, Problem.codeOf(reason), faults);
        }

        RefusedRow refusal() {
            return refusal;
        }
    }

    /** The columns of a CSV file. */
    record Header(List<String> columns, List<FieldFault> faults) {}

    Header header(Kind kind, byte[] firstLine) {
        Optional<String[]> cells = text(firstLine).flatMap(ImportRows::cells);
        if (firstLine.length > ImportFile.LONGEST_LINE || cells.isEmpty()) {
            return new Header(List.of(), List.of(new FieldFault("header", "not-a-line-of-csv")));
        }
        List<String> columns = Arrays.asList(cells.get());
        List<String> known = columnsOf(kind);
        List<FieldFault> faults = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            String column = columns.get(i);
            String shown = column.substring(0, Math.min(column.length(), SHOWN_OF_A_COLUMN));
            if (!known.contains(column)) {
                faults.add(new FieldFault(shown, "not-a-column"));
            } else if (columns.indexOf(column) < i) {
                faults.add(new FieldFault(shown, "there-twice"));
            }
        }
        known.stream()
                .filter(column -> !columns.contains(column) && !MAY_BE_LEFT_OUT.contains(column))
                .forEach(column -> faults.add(new FieldFault(column, "missing")));
        return new Header(columns, faults);
    }

    static List<String> columnsOf(Kind kind) {
        return Arrays.stream(rowType(kind).getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }

    private static Class<? extends Record> rowType(Kind kind) {
        return switch (kind) {
            case PARTNERS -> PartnerRow.class;
            case MEMBERSHIPS -> MembershipRow.class;
        };
    }

    /** Reads a row of the import into the record of its kind. */
    Record read(Import of, int line, byte[] bytes) throws Unreadable {
        if (bytes.length > ImportFile.LONGEST_LINE) {
            throw new Unreadable(line, Reason.LINE_TOO_LONG);
        }
        String text = text(bytes).orElseThrow(() -> new Unreadable(line, Reason.MALFORMED_ROW));
        Record row = of.format() == Format.CSV ? csvRow(of, line, text) : jsonRow(of, line, text);
        if (row == null) {
            throw new Unreadable(line, Reason.MALFORMED_ROW);
        }
        List<FieldFault> faults = validator.validate(row).stream()
                .map(violation -> new FieldFault(violation.getPropertyPath().toString(), violation.getMessage()))
                .sorted(Comparator.comparing(FieldFault::field).thenComparing(FieldFault::message))
                .toList();
        if (!faults.isEmpty()) {
            throw new Unreadable(line, Reason.INVALID_ROW, faults);
        }
        return row;
    }

    /** An empty cell is a field that is not there. */
    private Record csvRow(Import of, int line, String text) throws Unreadable {
        String[] cells = cells(text)
                .filter(row -> row.length == of.columns().size())
                .orElseThrow(() -> new Unreadable(line, Reason.MALFORMED_ROW));
        ObjectNode row = json.createObjectNode();
        for (int i = 0; i < cells.length; i++) {
            if (!cells[i].isEmpty()) {
                row.put(of.columns().get(i), cells[i]);
            }
        }
        return parsed(line, () -> json.treeToValue(row, rowType(of.kind())));
    }

    private Record jsonRow(Import of, int line, String text) throws Unreadable {
        return parsed(line, () -> json.readValue(text, rowType(of.kind())));
    }

    private interface Parser {
        Record parse() throws JsonProcessingException;
    }

    private static Record parsed(int line, Parser parser) throws Unreadable {
        try {
            return parser.parse();
        } catch (UnrecognizedPropertyException e) {
            throw new Unreadable(line, Reason.UNKNOWN_FIELD, new FieldFault(field(e), "not-a-field-of-the-import"));
        } catch (JsonMappingException e) {
            throw e.getPath().isEmpty()
                    ? new Unreadable(line, Reason.MALFORMED_ROW)
                    : new Unreadable(line, Reason.INVALID_ROW, new FieldFault(field(e), "unexpected-form"));
        } catch (JsonProcessingException e) {
            throw new Unreadable(line, Reason.MALFORMED_ROW);
        }
    }

    private static String field(JsonMappingException e) {
        String name = e.getPath().get(0).getFieldName();
        return name == null ? "" : name.substring(0, Math.min(name.length(), SHOWN_OF_A_COLUMN));
    }

    /** The one row of the line; empty if it is not CSV. */
    private static Optional<String[]> cells(String line) {
        try {
            String[][] rows = CSV.readValue(line, String[][].class);
            return rows.length == 1 ? Optional.of(rows[0]) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(byte[] line) {
        int length = line.length > 0 && line[line.length - 1] == '\r' ? line.length - 1 : line.length;
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line, 0, length))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
